using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>What the sign-in service said when it refused: its numbers and its words.</summary>
/// <param name="Numbers">The AADSTS numbers, as they come.</param>
/// <param name="Words">The service's words, or MSAL's where it had none.</param>
internal sealed record SignInServiceError(IReadOnlyList<string> Numbers, string? Words)
{
    private static readonly Regex Number = new("AADSTS(?<number>[0-9]{4,10})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Reads it from MSAL's exception; nothing where the exception is another.</summary>
    public static SignInServiceError Read(Exception exception)
    {
        if (exception is not MsalException msal) return new([], null);

        // MSAL replaces some of the service's words with its own, so the answer itself is read first.
        var text = Description((msal as MsalServiceException)?.ResponseBody) ?? msal.Message;
        var numbers = Number.Matches(text).Cast<Match>().Select(match => match.Groups["number"].Value);
        return new([.. numbers], SignInMessages.ServiceWords(text));
    }

    /// <summary>The description and nothing else: an answer may hold tokens.</summary>
    private static string? Description(string? body)
    {
        if (string.IsNullOrEmpty(body)) return null;
        try
        {
            using var document = JsonDocument.Parse(body!);
            var answer = document.RootElement;
            return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error_description", out var description) && description.ValueKind == JsonValueKind.String
                ? description.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
