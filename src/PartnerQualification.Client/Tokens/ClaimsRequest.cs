using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartnerQualification.Client;

/// <summary>Compares the claims that refusals ask for.</summary>
internal static class ClaimsRequest
{
    /// <summary>
    /// Whether a token that was asked for with some claims is good for who needs others. A revocation asks for a token that was
    /// issued after it (nbf), and many requests that are refused side by side may each name another second: a later one covers
    /// the earlier ones, so that they share a renewal.
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

    /// <summary>The second from which on the token must have been issued, and everything else; nothing where no second is named.</summary>
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
            // Not what a challenge looks like: then only the same text is the same.
            return null;
        }
    }
}
