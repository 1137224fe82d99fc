using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Tokens;

/// <summary>Issues access tokens with the claims of real ones and no signature, so that nothing but a sandbox accepts them.</summary>
internal sealed class TokenIssuer(TimeProvider time)
{
    public const string Issuer = "https://sandbox.partnerqualification.invalid/";

    private static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(1);

    private long issued;

    public string Issue(SandboxTokenKind kind, TimeSpan? lifetime)
    {
        var span = lifetime ?? UsualLifetime;
        var now = time.GetUtcNow();
        var issuedAt = kind == SandboxTokenKind.Expired ? now - span - TimeSpan.FromMinutes(1) : now;
        var serial = Interlocked.Increment(ref issued);
        var header = Json.Write(static writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("typ", "JWT");
            writer.WriteString("alg", "none");
            writer.WriteEndObject();
        });
        var claims = Json.Write(writer => WriteClaims(writer, kind, issuedAt, issuedAt + span, serial));
        return $"{Base64Url.Encode(header)}.{Base64Url.Encode(claims)}.";
    }

    private static void WriteClaims(Utf8JsonWriter writer, SandboxTokenKind kind, DateTimeOffset issuedAt, DateTimeOffset expires, long serial)
    {
        writer.WriteStartObject();
        writer.WriteString("aud", SandboxPartner.Audience);
        writer.WriteString("iss", Issuer + SandboxPartner.TenantId + "/");
        writer.WriteNumber("iat", issuedAt.ToUnixTimeSeconds());
        writer.WriteNumber("nbf", issuedAt.ToUnixTimeSeconds());
        writer.WriteNumber("exp", expires.ToUnixTimeSeconds());
        writer.WriteString("tid", SandboxPartner.TenantId);
        writer.WriteString("appid", SandboxPartner.ApplicationId);

        // Two tokens of the same second differ, as real ones do.
        writer.WriteString("uti", $"sandbox-{serial}");
        if (kind == SandboxTokenKind.App) WriteApplication(writer);
        else WriteUser(writer, kind != SandboxTokenKind.UserWithoutMfa);
        writer.WriteEndObject();
    }

    private static void WriteApplication(Utf8JsonWriter writer)
    {
        writer.WriteString("idtyp", "app");
        writer.WriteStartArray("roles");
        writer.WriteStringValue("user_impersonation");
        writer.WriteEndArray();
    }

    private static void WriteUser(Utf8JsonWriter writer, bool hasMfa)
    {
        writer.WriteString("upn", SandboxPartner.User);
        writer.WriteString("unique_name", SandboxPartner.User);
        writer.WriteString("scp", "user_impersonation");
        writer.WriteStartArray("amr");
        writer.WriteStringValue("pwd");
        if (hasMfa) writer.WriteStringValue("mfa");
        writer.WriteEndArray();
    }
}
