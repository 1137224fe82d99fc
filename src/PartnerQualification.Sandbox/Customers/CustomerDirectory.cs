using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>The partner's customers, each under a number of its own. Those that are listed have the numbers from 1 on.</summary>
internal sealed class CustomerDirectory(ICustomerSource source)
{
    private const string OthersPrefix = "d0000000-";

    private readonly Lazy<CustomerIndex> names = new(() => new CustomerIndex(source.Count, number => source.Describe(number).CompanyName));
    private readonly Lazy<CustomerIndex> domains = new(() => new CustomerIndex(source.Count, number => source.Describe(number).Domain));

    /// <summary>How many are listed.</summary>
    public int Count => source.Count;

    /// <summary>The listed customers in the order of their names.</summary>
    public CustomerIndex Names => names.Value;

    /// <summary>The listed customers in the order of their domains.</summary>
    public CustomerIndex Domains => domains.Value;

    public string Id(int number) => source.Describe(number).CustomerId;

    public Customer Describe(int number) => source.Describe(number);

    public CustomerProfile Profile(int number) => source.Profile(number);

    /// <summary>The state of a customer's account; nothing where it has none.</summary>
    public string? AccountStatus(int number) => source.AccountStatus(number);

    /// <summary>Whether the service refuses every qualification for that customer.</summary>
    public bool CannotBeTagged(int number) => source.CannotBeTagged(number);

    /// <summary>What a customer held from the beginning.</summary>
    public IReadOnlyList<SandboxQualificationSeed> Qualifications(int number) => source.Qualifications(number);

    /// <summary>Finds the number of a customer by the id in a path.</summary>
    /// <returns>The error where there is none; nothing where there is one.</returns>
    public OperationResult? Find(string idText, out int number)
    {
        number = 0;
        if (!Guid.TryParseExact(idText, "D", out var id)) return ErrorResults.NoTenantId;
        if (source.TryFind(id, out number)) return null;
        return idText.StartsWith(OthersPrefix, StringComparison.OrdinalIgnoreCase) ? ErrorResults.NotYourCustomer : ErrorResults.NoSuchCustomer;
    }
}

/// <summary>Where a directory has its customers from.</summary>
internal interface ICustomerSource
{
    int Count { get; }

    bool TryFind(Guid id, out int number);

    Customer Describe(int number);

    CustomerProfile Profile(int number);

    string? AccountStatus(int number);

    bool CannotBeTagged(int number);

    IReadOnlyList<SandboxQualificationSeed> Qualifications(int number);
}
