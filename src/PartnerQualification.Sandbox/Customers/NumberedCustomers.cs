using System.Globalization;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>Customers of whom none is stored: id, name, domain, profile and account of customer k are computed from k.</summary>
internal sealed class NumberedCustomers(int count) : ICustomerSource
{
    private const string IdPrefix = "c0000000-0000-4000-8000-";
    private const string AccountPrefix = "e0000000-0000-4000-8000-";
    private const int FirstUntaggable = 23;
    private const int LastUntaggable = 25;

    private static readonly string[] Companies = ["Contoso", "Fabrikam", "Tailwind", "Woodgrove", "Northwind", "Adatum", "Litware"];

    private static readonly string[] Kinds = ["School", "University", "Library", "Academy", "Museum"];

    // Never listed, so that whoever takes customers from the list meets none of them by chance. Their numbers are below zero.
    private static readonly string[] AccountsAside = [AccountStatuses.UnderReview, AccountStatuses.NotAllowed, AccountStatuses.Unknown];

    public int Count { get; } = count;

    public bool TryFind(Guid id, out int number)
    {
        var text = id.ToString("D");
        if (TryReadNumber(text, IdPrefix, out number)) return number >= 1 && (number <= Count || CannotBeTagged(number));
        if (!TryReadNumber(text, AccountPrefix, out number) || number < 1 || number > AccountsAside.Length) return false;
        number = -number;
        return true;
    }

    public Customer Describe(int number)
    {
        var place = Math.Abs(number) - 1;
        var company = number < 0 ? "Proseware" : Companies[place % Companies.Length];
        var kind = Kinds[place % Kinds.Length];
        var suffix = (place + 1).ToString(CultureInfo.InvariantCulture);
        return new Customer(Id(number), $"{company} {kind} {suffix}", $"{company}{kind}{suffix}.onmicrosoft.com".ToLowerInvariant()) { Relationship = "reseller" };
    }

    /// <summary>Most profiles are complete. What customers 13 to 20 lack, docs/sandbox.md lists.</summary>
    public CustomerProfile Profile(int number)
    {
        var whole = InventedProfile.Of(Describe(number), Math.Abs(number));
        return number switch
        {
            13 => whole with { Email = "contoso.university.13@gmail.com" },
            14 => whole with { Email = "school14@outlook.com" },
            15 => whole with { Email = $"office@{whole.Domain}" },
            16 => whole with { Address = whole.Address! with { PostalCode = null } },
            17 => whole with { Address = whole.Address! with { AddressLine1 = null } },
            18 => whole with { Address = whole.Address! with { PhoneNumber = null } },
            19 => whole with { FirstName = null, LastName = null },
            20 => whole with { Email = null },
            _ => whole,
        };
    }

    public string? AccountStatus(int number) => number switch
    {
        < 0 => AccountsAside[-number - 1],
        21 => AccountStatuses.NotReady,
        22 => null,
        _ => AccountStatuses.Allowed,
    };

    public bool CannotBeTagged(int number) => number is >= FirstUntaggable and <= LastUntaggable;

    public IReadOnlyList<SandboxQualificationSeed> Qualifications(int number) => [];

    private static string Id(int number) => (number < 0 ? AccountPrefix : IdPrefix) + Math.Abs(number).ToString("x12", CultureInfo.InvariantCulture);

    private static bool TryReadNumber(string id, string prefix, out int number)
    {
        number = 0;
        return id.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(NumberPart(id, prefix), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

#if NETSTANDARD2_0
    private static string NumberPart(string id, string prefix) => id.Substring(prefix.Length);
#else
    private static ReadOnlySpan<char> NumberPart(string id, string prefix) => id.AsSpan(prefix.Length);
#endif
}
