using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerQualification.TokenService;

/// <summary>Redeems what an application brings: a code, a device code, a refresh token, or itself.</summary>
internal sealed class TokenEndpoint(AuthorizationEndpoint authorization)
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string UserScope = "/user_impersonation";
    private const string AppScope = "/.default";

    private readonly ConcurrentDictionary<string, Grant> refreshTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> pendingAnswers = new(StringComparer.Ordinal);

    public static HttpResponseMessage DeviceCode(RegisteredApp app, IReadOnlyDictionary<string, string> form)
    {
        app.Note("devicecode", form);
        return Answer.Json(HttpStatusCode.OK, new JsonObject
        {
            ["user_code"] = "CODE12345",
            ["device_code"] = $"{app.Mark}device-{Guid.NewGuid():N}",
            ["verification_uri"] = "https://microsoft.com/devicelogin",
            ["expires_in"] = 900,
            ["interval"] = 0,
            ["message"] = "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code CODE12345 to authenticate.",
        });
    }

    public async Task<HttpResponseMessage> AnswerAsync(RegisteredApp app, IReadOnlyDictionary<string, string> form, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var grant = form["grant_type"] == DeviceGrant ? "device_code" : form["grant_type"];
        app.Note(grant, form);
        if (app.BeforeAnswer is { } wait) await wait(form).WaitAsync(cancellationToken);
        if (app.OnTokenRequest?.Invoke(request) is { } replaced) return replaced;
        return Refusal(app, form, grant, request.RequestUri!) is { } error ? Answer.Error(error, request) : Redeem(app, form, grant, request);
    }

    private static ServiceError? Refusal(RegisteredApp app, IReadOnlyDictionary<string, string> form, string grant, Uri endpoint)
    {
        if (app.NextError() is { } injected) return injected;
        if (!IsTenantOf(app, endpoint, grant)) return ServiceError.Of(90002);
        if (ClientAuthentication.Refusal(app, form, endpoint) is { } refusal) return ServiceError.Of(refusal);
        var claims = form.GetValueOrDefault("claims");
        return app.ClaimsNeedTheUser && grant == "refresh_token" && IsChallenge(claims) ? ServiceError.Of(50076) with { Claims = claims } : null;
    }

    private HttpResponseMessage Redeem(RegisteredApp app, IReadOnlyDictionary<string, string> form, string kind, HttpRequestMessage request)
    {
        var scope = form.GetValueOrDefault("scope") ?? string.Empty;
        switch (kind)
        {
            case "client_credentials":
                return AudienceOf(scope, AppScope) is { } resource
                    ? Answer.Json(HttpStatusCode.OK, AppTokens(app, resource))
                    : Answer.Error(ServiceError.Of(70011), request);

            case "device_code" when IsPending(form["device_code"], app):
                return Answer.Error(new ServiceError(70016, "authorization_pending", "OAuth 2.0 device flow error. Authorization is pending. Continue polling."), request);

            case "device_code":
                return UserAnswer(new Grant(app, app.UserDoesMfa, scope), null, request);

            case "authorization_code":
                var code = authorization.Redeem(form["code"]);
                return code is not null && code.App == app && Proves(form, code)
                    ? UserAnswer(code, null, request)
                    : Answer.Error(ServiceError.Of(70000), request);

            case "refresh_token":
                var old = form["refresh_token"];
                return refreshTokens.TryGetValue(old, out var known) && known.App == app
                    ? UserAnswer(known with { Scope = scope }, old, request)
                    : Answer.Error(new ServiceError(9002313, "invalid_grant", "Invalid request. Request is malformed or invalid."), request);

            default:
                return Answer.Error(new ServiceError(70003, "unsupported_grant_type", "The grant type is not supported."), request);
        }
    }

    /// <summary>A refresh token of a sign-in that lies in the past.</summary>
    public string IssueRefreshToken(RegisteredApp app, bool hasMfa)
    {
        var token = $"{app.Mark}refresh-{Guid.NewGuid():N}";
        refreshTokens[token] = new Grant(app, hasMfa, string.Empty);
        app.LatestRefreshToken = token;
        return token;
    }

    private HttpResponseMessage UserAnswer(Grant grant, string? oldRefreshToken, HttpRequestMessage request)
    {
        if (AudienceOf(grant.Scope, UserScope) is not { } audience) return Answer.Error(ServiceError.Of(70011), request);
        var app = grant.App;
        var expiresIn = app.NextLifetime();
        var body = Body(app, TokenIssuer.AccessToken(app, audience, expiresIn, appOnly: false, grant.HasMfa), expiresIn);
        body["scope"] = $"{audience}{UserScope}";
        body["id_token"] = TokenIssuer.IdToken(app, expiresIn);
        body["client_info"] = TokenIssuer.ClientInfo(app);
        if (grant.Scope.Split(' ').Contains("offline_access", StringComparer.Ordinal))
        {
            body["refresh_token"] = oldRefreshToken is not null && !app.RotatesRefreshTokens ? oldRefreshToken : IssueRefreshToken(app, grant.HasMfa);
        }

        return Answer.Json(HttpStatusCode.OK, body);
    }

    private static JsonObject AppTokens(RegisteredApp app, string audience)
    {
        var expiresIn = app.NextLifetime();
        return Body(app, TokenIssuer.AccessToken(app, audience, expiresIn, appOnly: true, hasMfa: false), expiresIn);
    }

    private static JsonObject Body(RegisteredApp app, string accessToken, int expiresIn)
    {
        app.LatestAccessToken = accessToken;
        return new JsonObject { ["token_type"] = "Bearer", ["access_token"] = accessToken, ["expires_in"] = expiresIn, ["ext_expires_in"] = expiresIn };
    }

    private bool IsPending(string deviceCode, RegisteredApp app) =>
        pendingAnswers.AddOrUpdate(deviceCode, app.PendingAnswers, (_, left) => left - 1) > 0;

    private static bool Proves(IReadOnlyDictionary<string, string> form, Grant code) =>
        form.GetValueOrDefault("redirect_uri") == code.RedirectUri
        && form.TryGetValue("code_verifier", out var verifier)
        && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == code.CodeChallenge;

    private static bool IsTenantOf(RegisteredApp app, Uri endpoint, string grant)
    {
        var tenant = endpoint.Segments[1].TrimEnd('/');
        return string.Equals(tenant, app.TenantId, StringComparison.OrdinalIgnoreCase)
            || string.Equals(tenant, app.Domain, StringComparison.OrdinalIgnoreCase)
            || (grant != "client_credentials" && tenant is "organizations" or "common");
    }

    /// <summary>Whether claims are asked for beyond what the client says of its own abilities.</summary>
    private static bool IsChallenge(string? claims) =>
        claims is not null && JsonNode.Parse(claims)?["access_token"] is JsonObject wanted && wanted.Any(claim => claim.Key != "xms_cc");

    private static string? AudienceOf(string scopes, string suffix) =>
        scopes.Split(' ').Where(scope => scope.EndsWith(suffix, StringComparison.Ordinal)).Select(scope => scope[..^suffix.Length]).FirstOrDefault();
}
