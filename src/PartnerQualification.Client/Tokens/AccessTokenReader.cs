using System.Text.Json;

namespace PartnerQualification.Client;

/// <summary>Reads what an access token says of itself. Nothing is verified: the service does that.</summary>
public static class AccessTokenReader
{
    /// <summary>Reads the claims of a token.</summary>
    /// <param name="accessToken">The token's text.</param>
    /// <returns>Its claims; <see cref="AccessTokenClaims.Unknown"/> where it is not a readable JSON Web Token.</returns>
    public static AccessTokenClaims Read(string accessToken)
    {
        var parts = (accessToken ?? throw new ArgumentNullException(nameof(accessToken))).Split('.');
        if (parts.Length < 2 || !Base64Url.TryDecode(parts[1], out var payload)) return AccessTokenClaims.Unknown;
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : AccessTokenClaims.Unknown;
        }
        catch (JsonException)
        {
            return AccessTokenClaims.Unknown;
        }
    }

    private static AccessTokenClaims Read(JsonElement claims)
    {
        var user = Text(claims, "upn") ?? Text(claims, "unique_name") ?? Text(claims, "preferred_username");
        var isAppOnly = IsAppOnly(claims, user);
        return new AccessTokenClaims
        {
            Audience = Text(claims, "aud"),
            ExpiresOn = Expiry(claims),
            TenantId = Text(claims, "tid"),
            ApplicationId = Text(claims, "appid") ?? Text(claims, "azp"),
            User = user,
            IsAppOnly = isAppOnly,
            HasMfa = isAppOnly == true ? null : HasMfa(claims),
        };
    }

    private static bool? IsAppOnly(JsonElement claims, string? user)
    {
        if (string.Equals(Text(claims, "idtyp"), "app", StringComparison.OrdinalIgnoreCase)) return true;
        if (Text(claims, "scp") is not null || user is not null) return false;
        return claims.TryGetProperty("roles", out _) ? true : null;
    }

    private static bool? HasMfa(JsonElement claims)
    {
        if (!claims.TryGetProperty("amr", out var methods)) return null;
        return methods.ValueKind == JsonValueKind.Array ? methods.EnumerateArray().Any(IsMfa) : IsMfa(methods);
    }

    private static bool IsMfa(JsonElement method) =>
        method.ValueKind == JsonValueKind.String && string.Equals(method.GetString(), "mfa", StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Expiry(JsonElement claims)
    {
        if (!double.TryParse(Text(claims, "exp"), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var seconds)) return null;
        return seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
    }

    private static string? Text(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array) value = value.EnumerateArray().FirstOrDefault();
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }
}
