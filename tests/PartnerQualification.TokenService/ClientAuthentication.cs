using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace PartnerQualification.TokenService;

/// <summary>Checks that an application is who it says: by its secret, or by an assertion signed with its certificate.</summary>
internal static class ClientAuthentication
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>The error to answer with, or nothing.</summary>
    public static int? Refusal(RegisteredApp app, IReadOnlyDictionary<string, string> form, Uri endpoint)
    {
        form.TryGetValue("client_secret", out var secret);
        form.TryGetValue("client_assertion", out var assertion);
        if (!app.IsConfidential) return secret is null && assertion is null ? null : 700025;
        if (assertion is not null) return form.GetValueOrDefault("client_assertion_type") == JwtBearer ? RefusalOf(assertion, app, endpoint) : 7000218;
        if (secret is null) return 7000218;
        return secret == app.Secret ? null : 7000215;
    }

    private static int? RefusalOf(string assertion, RegisteredApp app, Uri endpoint)
    {
        var parts = assertion.Split('.');
        if (app.Certificate is null || parts.Length != 3) return 700027;
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        if (!NamesCertificate(header.RootElement, app.Certificate) || !IsSigned(parts, header.RootElement, app.Certificate)) return 700027;
        return IsInTime(payload.RootElement) ? IsForUs(payload.RootElement, app, endpoint) ? null : 700027 : 700024;
    }

    private static bool NamesCertificate(JsonElement header, X509Certificate2 certificate) =>
        header.TryGetProperty("x5t#S256", out var thumbprint)
            ? thumbprint.GetString() == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256))
            : header.TryGetProperty("x5t", out var old) && old.GetString() == Base64Url.EncodeToString(certificate.GetCertHash());

    private static bool IsSigned(string[] parts, JsonElement header, X509Certificate2 certificate)
    {
        var padding = header.GetProperty("alg").GetString() switch
        {
            "PS256" => RSASignaturePadding.Pss,
            "RS256" => RSASignaturePadding.Pkcs1,
            _ => null,
        };
        using var key = certificate.GetRSAPublicKey();
        return padding is not null && key is not null
            && key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, padding);
    }

    private static bool IsInTime(JsonElement payload)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return Seconds(payload, "nbf") <= now + 300 && Seconds(payload, "exp") > now;
    }

    /// <summary>MSAL writes times as text; the specification, as numbers. The service takes both.</summary>
    private static long Seconds(JsonElement payload, string name) =>
        long.Parse(payload.GetProperty(name).ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsForUs(JsonElement payload, RegisteredApp app, Uri endpoint) =>
        payload.GetProperty("aud").GetString() == endpoint.GetLeftPart(UriPartial.Path)
        && payload.GetProperty("iss").GetString() == app.ClientId
        && payload.GetProperty("sub").GetString() == app.ClientId
        && payload.TryGetProperty("jti", out _);
}
