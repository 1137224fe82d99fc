namespace PartnerQualification.PowerShell;

/// <summary>
/// What customers are looked for by. Partner Center takes one filter, so it is asked for one of two texts, and the other is checked
/// here. So is the first: a service that does not know the filter gives all customers, and none of them may be taken for a match.
/// </summary>
/// <param name="Name">The company's name; nothing where it does not matter.</param>
/// <param name="Domain">The company's domain; nothing where it does not matter.</param>
internal sealed record CustomerSearch(CustomerText? Name, CustomerText? Domain)
{
    /// <summary>Whether one customer is meant, and no other number of them.</summary>
    public bool IsForOne => Name is { IsWhole: true } || Domain is { IsWhole: true };

    /// <summary>The text that Partner Center is asked for: the one that fewer customers have. Nothing where all are meant.</summary>
    public CustomerText? Asked => (Name, Domain) switch
    {
        (null, _) => Domain,
        (_, null) => Name,
        ({ IsWhole: true }, { IsWhole: false }) => Name,
        ({ IsWhole: false }, { IsWhole: false }) when Name.Value.Length > Domain.Value.Length => Name,
        _ => Domain,
    };

    /// <summary>The text that is only checked here; nothing where there is none.</summary>
    public CustomerText? Checked => ReferenceEquals(Asked, Name) ? Domain : Name;

    /// <summary>The service's filter; nothing where all customers are meant.</summary>
    public CustomerFilter? Filter => Asked is { } asked ? new CustomerFilter(asked.Field, asked.Value) : null;

    /// <summary>The search as the target of an error.</summary>
    public string Target => Asked?.Typed ?? string.Empty;

    /// <summary>Whether a customer is meant.</summary>
    public bool Matches(Customer customer) => (Name is null || Name.Matches(customer)) && (Domain is null || Domain.Matches(customer));

    /// <summary>Whether a customer's name or domain begins with what was asked for, so that it may have been meant.</summary>
    public bool IsNear(Customer customer) => Asked is not null && Asked.IsBeginningOf(customer);
}
