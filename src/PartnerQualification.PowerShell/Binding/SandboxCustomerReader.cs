namespace PartnerQualification.PowerShell;

/// <summary>
/// Reads the rows of -Customer: what Import-Csv or this module's own commands give. Several rows of one customer are its qualifications.
/// A column that is not there leaves the sandbox to make the value up; a cell that is blank leaves it missing.
/// </summary>
internal sealed class SandboxCustomerReader
{
    private const string NoAccount = "None";

    private static readonly string[] StatusNames = [AccountStatuses.Allowed, AccountStatuses.UnderReview, AccountStatuses.NotAllowed, AccountStatuses.Unknown, AccountStatuses.NotReady, NoAccount];

    // Columns that stand in a list of requests, and in no list of what customers hold.
    private static readonly string[] RequestColumns = ["EducationSegment", "ValidationCode", "Website"];

    private readonly Dictionary<Guid, int> places = [];
    private readonly List<SandboxCustomerSeed> customers = [];
    private readonly List<int> firstRows = [];
    private int row;

    /// <summary>How many rows were read.</summary>
    public int Rows => row;

    /// <summary>The customers, in the order in which they came.</summary>
    public IReadOnlyList<SandboxCustomerSeed> Customers => customers;

    /// <summary>Whether a row names a qualification, and nothing tells whether it is held or to be requested.</summary>
    public bool IsUnclear { get; private set; }

    /// <summary>Takes one row.</summary>
    /// <exception cref="PartnerCenterException">The row cannot be used; the message names it.</exception>
    public void Add(object? input)
    {
        row++;
        var text = CustomerIdAttribute.Read(input);
        if (!CustomerId.TryParse(text, out var customerId)) throw new PartnerCenterException(PartnerCenterErrorKind.CustomerIdInvalid, CmdletMessages.SandboxRowWithoutCustomer(row, text)) { CustomerId = text };

        var isObject = PipedObject.Unwrap(input) is not (string or ValueType);
        var seed = new SandboxCustomerSeed
        {
            Profile = isObject ? Profile(input!, customerId) : new CustomerProfile { CustomerId = customerId },
            AccountStatus = isObject ? AccountStatus(input!) : AccountStatuses.Allowed,
            Qualifications = isObject && Qualification(input!) is { } held ? [held] : [],
        };
        if (places.TryGetValue(Guid.Parse(customerId), out var place)) customers[place] = Merge(customers[place], seed, firstRows[place]);
        else
        {
            places.Add(Guid.Parse(customerId), customers.Count);
            customers.Add(seed);
            firstRows.Add(row);
        }
    }

    private CustomerProfile Profile(object input, string customerId) => new()
    {
        CustomerId = customerId,
        CompanyName = Text(input, "CompanyName") ?? Text(input, "Name"),
        Domain = Text(input, "Domain"),
        Relationship = Text(input, "Relationship"),
        Email = TextOrBlank(input, "Email"),
        FirstName = TextOrBlank(input, "FirstName"),
        LastName = TextOrBlank(input, "LastName"),
        Address = new CustomerAddress
        {
            Country = TextOrBlank(input, "Country"),
            Region = TextOrBlank(input, "Region"),
            City = TextOrBlank(input, "City"),
            AddressLine1 = TextOrBlank(input, "AddressLine1"),
            PostalCode = TextOrBlank(input, "PostalCode"),
            PhoneNumber = TextOrBlank(input, "PhoneNumber"),
        },
    };

    private string? AccountStatus(object input)
    {
        if (Text(input, "AccountStatus") is not { } text) return AccountStatuses.Allowed;
        var status = Spelling.Find(StatusNames, text) ?? throw Unusable("AccountStatus", CmdletMessages.NotOneOf(text, StatusNames));
        return status == NoAccount ? null : status;
    }

    /// <summary>
    /// What the row says that the customer holds. Where there is no column for the state of a review, it is a list of what is to be requested,
    /// and the customer holds nothing.
    /// </summary>
    private SandboxQualificationSeed? Qualification(object input)
    {
        if (Text(input, "Qualification") is not { } text || IsNone(text)) return null;
        if (!PipedObject.Has(input, "VettingStatus"))
        {
            IsUnclear |= !Array.Exists(RequestColumns, column => PipedObject.Has(input, column));
            return null;
        }

        return new SandboxQualificationSeed(Qualifications.TryGetSettable(text, out var settable) ? settable : Qualifications.NameOf(text))
        {
            VettingStatus = Text(input, "VettingStatus") is { } status ? Spelling.Find(VettingStatuses.All, status) ?? status : null,
            VettingReason = Text(input, "VettingReason"),
            VettingCreatedDate = PipedObject.ReadDate(input),
            Website = Text(input, "Website"),
        };
    }

    private static bool IsNone(string text) => string.Equals(Qualifications.NameOf(text), Qualifications.None, StringComparison.OrdinalIgnoreCase);

    private SandboxCustomerSeed Merge(SandboxCustomerSeed earlier, SandboxCustomerSeed later, int firstRow)
    {
        var customerId = earlier.Profile.CustomerId;
        foreach (var held in later.Qualifications)
        {
            if (earlier.Qualifications.Any(known => string.Equals(known.Qualification, held.Qualification, StringComparison.OrdinalIgnoreCase)))
            {
                throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SandboxQualificationTwice(row, customerId, held.Qualification)) { CustomerId = customerId };
            }
        }

        Compare("CompanyName", earlier.Profile.CompanyName, later.Profile.CompanyName);
        Compare("Domain", earlier.Profile.Domain, later.Profile.Domain);
        return earlier with
        {
            Profile = earlier.Profile with { CompanyName = earlier.Profile.CompanyName ?? later.Profile.CompanyName, Domain = earlier.Profile.Domain ?? later.Profile.Domain },
            Qualifications = [.. earlier.Qualifications, .. later.Qualifications],
        };

        void Compare(string property, string? before, string? value)
        {
            if (before is null || value is null || string.Equals(before, value, StringComparison.OrdinalIgnoreCase)) return;
            throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SandboxRowsDiffer(row, firstRow, customerId, property, value, before)) { CustomerId = customerId };
        }
    }

    private string? Text(object input, string name)
    {
        var value = PipedObject.Read(input, name);
        return value.Problem is { } problem ? throw Unusable(name, problem) : value.Text?.Trim();
    }

    private string? TextOrBlank(object input, string name) => Text(input, name) ?? (PipedObject.Has(input, name) ? string.Empty : null);

    private PartnerCenterException Unusable(string property, string problem) => new(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SandboxRowUnusable("Customer", row, property, problem));
}
