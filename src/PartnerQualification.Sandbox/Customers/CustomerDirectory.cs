using System.Globalization;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>The partner's customers. None is stored: id, name and domain of customer k are computed from k.</summary>
internal sealed class CustomerDirectory(int count)
{
    private const string IdPrefix = "c0000000-0000-4000-8000-";
    private const string OthersPrefix = "d0000000-";
    private const int FirstUntaggable = 23;
    private const int LastUntaggable = 25;

    private static readonly string[] Companies = ["Contoso", "Fabrikam", "Tailwind", "Woodgrove", "Northwind", "Adatum", "Litware"];

    private static readonly string[] Kinds = ["School", "University", "Library", "Academy", "Museum"];

    public int Count { get; } = count;

    public static string Id(int number) => IdPrefix + number.ToString("x12", CultureInfo.InvariantCulture);

    /// <summary>Whether the service refuses every qualification for that customer.</summary>
    public static bool CannotBeTagged(int number) => number is >= FirstUntaggable and <= LastUntaggable;

    public static Customer Describe(int number)
    {
        var company = Companies[(number - 1) % Companies.Length];
        var kind = Kinds[(number - 1) % Kinds.Length];
        var suffix = number.ToString(CultureInfo.InvariantCulture);
        return new Customer(Id(number), $"{company} {kind} {suffix}", $"{company}{kind}{suffix}.onmicrosoft.com".ToLowerInvariant());
    }

    /// <summary>Finds the number of a customer by the id in a path.</summary>
    /// <returns>The error where there is none; nothing where there is one.</returns>
    public OperationResult? Find(string idText, out int number)
    {
        number = 0;
        if (!Guid.TryParseExact(idText, "D", out var id)) return ErrorResults.NoTenantId;

        var text = id.ToString("D");
        if (text.StartsWith(OthersPrefix, StringComparison.Ordinal)) return ErrorResults.NotYourCustomer;
        return text.StartsWith(IdPrefix, StringComparison.Ordinal)
            && int.TryParse(NumberPart(text), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            && Exists(number)
            ? null
            : ErrorResults.NoSuchCustomer;
    }

#if NETSTANDARD2_0
    private static string NumberPart(string id) => id.Substring(IdPrefix.Length);
#else
    private static ReadOnlySpan<char> NumberPart(string id) => id.AsSpan(IdPrefix.Length);
#endif

    private bool Exists(int number) => number >= 1 && (number <= Count || CannotBeTagged(number));
}
