using System.Text.Json;

namespace PartnerQualification.Sandbox.Tokens;

/// <summary>Reads the tokens that <see cref="TokenIssuer"/> issues, and no others.</summary>
internal sealed class TokenReader
{
    // Thousands of requests in a row have the same token.
    private Reading? latest;

    public TokenClaims? Read(string token)
    {
        var reading = Volatile.Read(ref latest);
        if (reading is not null && string.Equals(reading.Token, token, StringComparison.Ordinal)) return reading.Claims;

        var claims = Parse(token);
        Volatile.Write(ref latest, new Reading(token, claims));
        return claims;
    }

    /// <summary>Forgets the latest token.</summary>
    public void Forget() => Volatile.Write(ref latest, null);

    private static TokenClaims? Parse(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || parts[2].Length > 0 || Base64Url.Decode(parts[1]) is not { } payload) return null;
        try
        {
            using var document = JsonDocument.Parse(payload);
            var claims = document.RootElement;
            return claims.ValueKind == JsonValueKind.Object && IsOurs(claims) ? Claims(claims) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsOurs(JsonElement claims) =>
        Text(claims, "iss") == TokenIssuer.Issuer + SandboxPartner.TenantId + "/"
        && Text(claims, "tid") == SandboxPartner.TenantId
        && Text(claims, "aud") == SandboxPartner.Audience;

    private static TokenClaims? Claims(JsonElement claims) =>
        claims.TryGetProperty("exp", out var exp) && exp.ValueKind == JsonValueKind.Number && exp.TryGetInt64(out var seconds)
            ? new TokenClaims(DateTimeOffset.FromUnixTimeSeconds(seconds), Text(claims, "scp") is null, HasMfa(claims))
            : null;

    private static bool HasMfa(JsonElement claims) =>
        claims.TryGetProperty("amr", out var methods)
        && methods.ValueKind == JsonValueKind.Array
        && methods.EnumerateArray().Any(method => method.ValueKind == JsonValueKind.String && method.GetString() == "mfa");

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.String ? claim.GetString() : null;

    private sealed record Reading(string Token, TokenClaims? Claims);
}

/// <summary>The claims that decide whether a request is let through.</summary>
internal sealed record TokenClaims(DateTimeOffset Expires, bool IsApp, bool HasMfa);
