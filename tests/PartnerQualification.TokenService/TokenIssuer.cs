using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerQualification.TokenService;

/// <summary>Makes tokens, without a signature.</summary>
public static class TokenIssuer
{
    private const string ObjectId = "0b000000-0000-4000-8000-000000000001";

    /// <summary>An access token with the claims that Partner Center's tokens have.</summary>
    /// <param name="app">The application it is issued to.</param>
    /// <param name="audience">Whom it is for.</param>
    /// <param name="expiresIn">How many seconds it lives.</param>
    /// <param name="appOnly">Whether it is the application's alone.</param>
    /// <param name="hasMfa">Whether the user did multifactor authentication.</param>
    /// <returns>The token.</returns>
    public static string AccessToken(RegisteredApp app, string audience, int expiresIn, bool appOnly, bool hasMfa)
    {
        var payload = Payload(app, audience, expiresIn);
        payload["appid"] = app.ClientId;
        payload["mark"] = app.Mark;
        if (appOnly)
        {
            payload["idtyp"] = "app";
            payload["roles"] = new JsonArray();
        }
        else
        {
            payload["scp"] = "user_impersonation";
            payload["upn"] = app.User;
            payload["unique_name"] = app.User;
            payload["amr"] = hasMfa ? new JsonArray("pwd", "mfa") : new JsonArray("pwd");
        }

        return Unsigned(payload, app.EndsTokensInMark ? app.Mark : string.Empty);
    }

    internal static string IdToken(RegisteredApp app, int expiresIn)
    {
        var payload = Payload(app, app.ClientId, expiresIn);
        payload["preferred_username"] = app.User;
        payload["sub"] = ObjectId;
        payload["ver"] = "2.0";
        return Unsigned(payload, "id");
    }

    internal static string ClientInfo(RegisteredApp app) =>
        Encode(new JsonObject { ["uid"] = ObjectId, ["utid"] = app.TenantId });

    private static JsonObject Payload(RegisteredApp app, string audience, int expiresIn)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = $"{app.Issuer}{app.TenantId}/",
            ["tid"] = app.TenantId,
            ["oid"] = ObjectId,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + expiresIn,
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
    }

    private static string Unsigned(JsonObject payload, string signature) =>
        $"{Encode(new JsonObject { ["alg"] = "none", ["typ"] = "JWT" })}.{Encode(payload)}.{signature}";

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
