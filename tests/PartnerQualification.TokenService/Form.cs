namespace PartnerQualification.TokenService;

/// <summary>Reads application/x-www-form-urlencoded text.</summary>
internal static class Form
{
    public static IReadOnlyDictionary<string, string> Parse(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Decode(pair[0]), pair => pair.Length > 1 ? Decode(pair[1]) : string.Empty, StringComparer.Ordinal);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
