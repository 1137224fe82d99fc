using System.Text.RegularExpressions;

namespace PartnerQualification;

/// <summary>Takes secrets out of what is shown, wherever the service, a proxy or a user's own script may echo them.</summary>
internal static class Redaction
{
    private const string Placeholder = "(redacted)";

    private static readonly string[] SecretHeaders = ["Authorization", "Cookie", "Token", "Secret", "Api-Key"];

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    // A signed or encrypted token; the value after Bearer; the value of a member or a form field that is named like a secret; a code in an
    // address; a validation code in a body, which the service may write as a number.
    private static readonly Regex Secrets = new(
        """\beyJ[\w-]{5,}(?:\.[\w-]*){1,4}|(?<=\bBearer\s)[\w.~+/=-]{8,}|(?<=\b(?:access_token|refresh_token|id_token|client_secret|client_assertion|password)["']?\s*[:=]\s*["']?)[^"'&\s,}]+|(?<=[?&]code=)[^&#\s]+|(?<="validation(?:Code|Id)"\s*:\s*")[^"]+|(?<="validation(?:Code|Id)"\s*:\s*)\d+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchTimeout);

    public static string Header(string name, string value) =>
        Array.Exists(SecretHeaders, secret => name.IndexOf(secret, StringComparison.OrdinalIgnoreCase) >= 0) ? Placeholder : Text(value);

    public static string Text(string text)
    {
        try
        {
            return Secrets.Replace(text, Placeholder);
        }
        catch (RegexMatchTimeoutException)
        {
            return Placeholder;
        }
    }
}
