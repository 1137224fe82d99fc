using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartnerQualification.Client;

/// <summary>Compares the claims that refusals ask for.</summary>
internal static class ClaimsRequest
{
    /// <summary>
    /// Whether a token that was asked for with some claims also fulfils others. After a revocation, the service asks for a token that was
    /// issued later (nbf). Requests that are refused side by side may each name another second: the latest second covers the
    /// earlier ones, so that all of them share one renewal.
    /// </summary>
    /// <param name="had">The claims that the token was asked for with, as JSON.</param>
    /// <param name="wanted">The claims that are needed, as JSON.</param>
    public static bool Covers(string? had, string? wanted)
    {
        if (wanted is null || string.Equals(had, wanted, StringComparison.Ordinal)) return true;
        return had is not null
            && Read(had) is { } first
            && Read(wanted) is { } second
            && first.NotBefore >= second.NotBefore
            && string.Equals(first.Others, second.Others, StringComparison.Ordinal);
    }

    /// <summary>The second after which the token must have been issued, and everything else; nothing where no second is named.</summary>
    private static (long NotBefore, string Others)? Read(string claims)
    {
        try
        {
            if (JsonNode.Parse(claims) is not JsonObject request || request["access_token"] is not JsonObject wanted) return null;
            if (!long.TryParse(wanted["nbf"]?["value"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var notBefore)) return null;
            wanted.Remove("nbf");
            return (notBefore, request.ToJsonString());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Claims of an unknown form are covered by the same text only.
            return null;
        }
    }
}
