namespace PartnerQualification;

/// <summary>The rule for a customer's website: a host name, or an http or https address.</summary>
internal static class Website
{
    private const int Longest = 2048;

    public static bool IsAcceptable(string website)
    {
        if (website.Length > Longest || InvisibleCharacters.FirstIn(website) is not null || website.Any(character => char.IsWhiteSpace(character) || character is '"' or '\\' or '<' or '>')) return false;

        return website.Contains("://", StringComparison.Ordinal) ? IsWebAddress(website) : IsHostName(website);
    }

    private static bool IsWebAddress(string website) =>
        Uri.TryCreate(website, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0
        && address.Host.Length > 0;

    private static bool IsHostName(string website) =>
        Uri.CheckHostName(website) == UriHostNameType.Dns && website.Trim('.').Contains('.', StringComparison.Ordinal);

#if NETSTANDARD2_0
    private static bool Contains(this string text, string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

    private static bool Contains(this string text, char value, StringComparison comparison) => text.IndexOf(value.ToString(), comparison) >= 0;
#endif
}
