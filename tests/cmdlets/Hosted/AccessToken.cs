using System.Buffers.Text;
using System.Text.Json;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Unsigned access tokens, for servers that do not check them.</summary>
internal static class AccessToken
{
    /// <summary>One of a user with multifactor authentication, good for an hour.</summary>
    public static string Create(string tenant = "9daaeb1c-4195-4db5-9f1d-509eb70c8c2d", string application = "00000000-0000-4000-8000-000000000001", string user = "admin@partner.example")
    {
        var claims = new
        {
            aud = "https://api.partnercenter.microsoft.com",
            exp = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds(),
            tid = tenant,
            appid = application,
            upn = user,
            scp = "user_impersonation",
            amr = (string[])["pwd", "mfa"],
        };
        return $"{Base64Url.EncodeToString("""{"alg":"none"}"""u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}.none";
    }
}
