namespace PartnerQualification.PowerShell;

/// <summary>What a row gives as its customer, and who that is.</summary>
/// <param name="Text">The text as given.</param>
/// <param name="Customer">The customer; nothing where it is not known.</param>
/// <param name="Error">Why it is not known; nothing where it is, and where nobody looked because the command ends.</param>
internal sealed record GivenCustomer(string? Text, Customer? Customer, PartnerCenterException? Error)
{
    /// <summary>The customer's id.</summary>
    /// <exception cref="PartnerCenterException">It is not known.</exception>
    public string Id => Customer?.CustomerId ?? throw (Error ?? InvalidId(Text));

    /// <summary>A customer that need not be looked up: an id, or what is neither id nor domain.</summary>
    public static GivenCustomer Of(string? text) => CustomerId.TryParse(text, out var id)
        ? new GivenCustomer(text, new Customer(id, CompanyName: null, Domain: null), Error: null)
        : new GivenCustomer(text, Customer: null, InvalidId(text));

    private static PartnerCenterException InvalidId(string? text) => new(PartnerCenterErrorKind.CustomerIdInvalid, Messages.CustomerIdInvalid(text)) { CustomerId = text };
}
