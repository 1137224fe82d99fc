using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PartnerQualification.Client;

/// <summary>The claims that a refusal asks for, from its WWW-Authenticate header.</summary>
internal static class ClaimsChallenge
{
    private const string Marker = "claims=\"";

    /// <summary>The claims as JSON; nothing where none are asked for.</summary>
    public static string? Read(HttpHeaderValueCollection<AuthenticationHeaderValue> challenges)
    {
        foreach (var challenge in challenges)
        {
            var parameter = challenge.Parameter;
            if (parameter is null || !challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) continue;
            var start = parameter.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
            if (start < 0) continue;
            start += Marker.Length;
            var end = parameter.IndexOf('"', start);
            if (end > start) return Decode(parameter.Substring(start, end - start));
        }

        return null;
    }

    private static string? Decode(string claims) => Base64Url.TryDecode(claims, out var bytes) && IsObject(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Claims go into the next sign-in as they are: what is no JSON object is no challenge.</summary>
    private static bool IsObject(byte[] claims)
    {
        try
        {
            using var document = JsonDocument.Parse(claims);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
