using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification.PowerShell;

/// <summary>Whether what stands for a customer is a domain name, such as contoso.onmicrosoft.com.</summary>
internal static class DomainName
{
    private const int Longest = 253;

    /// <summary>Reads a domain name. Its last part begins with a letter, as all top-level domains do: numbers and mistyped ids are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="domain">The domain, without what was copied along.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? domain)
    {
        domain = InvisibleCharacters.TrimWithQuotes(text ?? string.Empty);
        var dot = domain.LastIndexOf('.');
        if (dot > 0 && dot < domain.Length - 1 && char.IsLetter(domain[dot + 1]) && domain.Length <= Longest && Uri.CheckHostName(domain) == UriHostNameType.Dns) return true;
        domain = null;
        return false;
    }
}
