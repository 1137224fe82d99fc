using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace PartnerQualification.TokenService;

/// <summary>
/// A small identity platform in memory, at the level of HTTP messages: discovery, device codes, authorization codes,
/// and every grant that the client uses. It takes the place of MSAL's network and contacts nobody.
/// </summary>
public sealed class IdentityPlatform : HttpMessageHandler
{
    private static readonly string[] Hosts = ["login.microsoftonline.com", "login.microsoft.com", "login.windows.net", "sts.windows.net", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn", "login.microsoftonline.us", "login.usgovcloudapi.net"];

    private readonly ConcurrentDictionary<string, RegisteredApp> apps = new(StringComparer.OrdinalIgnoreCase);
    private readonly AuthorizationEndpoint authorization = new();
    private readonly TokenEndpoint tokens;

    /// <summary>Creates one without any application.</summary>
    public IdentityPlatform() => tokens = new TokenEndpoint(authorization);

    /// <summary>Registers an application.</summary>
    /// <param name="secret">Its secret, where it has one.</param>
    /// <returns>The application, to steer and to ask.</returns>
    public RegisteredApp Register(string? secret = null)
    {
        var app = new RegisteredApp { Secret = secret };
        apps[app.ClientId] = app;
        return app;
    }

    /// <summary>Does what a browser and a user do: follows an authorization address to the redirect that ends it.</summary>
    /// <param name="address">The address that the browser was to open.</param>
    /// <returns>The redirect, with the code.</returns>
    public AuthorizationRedirect Authorize(Uri address)
    {
        var query = ReadForm(address.Query.TrimStart('?'));
        return authorization.Authorize(address, query, App(query));
    }

    /// <summary>A refresh token of a sign-in that lies in the past.</summary>
    /// <param name="app">The application it was issued to.</param>
    /// <param name="hasMfa">Whether the user did multifactor authentication then.</param>
    /// <returns>The token.</returns>
    public string IssueRefreshToken(RegisteredApp app, bool hasMfa = true) => tokens.IssueRefreshToken(app, hasMfa);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (!Hosts.Contains(address.Host, StringComparer.Ordinal)) return new HttpResponseMessage(HttpStatusCode.BadGateway) { RequestMessage = request };
        if (address.AbsolutePath.EndsWith("/discovery/instance", StringComparison.Ordinal)) return Answer.Json(HttpStatusCode.OK, InstanceMetadata());
        if (address.AbsolutePath.EndsWith("/.well-known/openid-configuration", StringComparison.Ordinal)) return Answer.Json(HttpStatusCode.OK, OpenIdConfiguration(address));
        if (request.Content is null) return new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request };

        var form = ReadForm(await request.Content.ReadAsStringAsync(cancellationToken));
        var app = App(form);
        if (app is null) return Answer.Error(ServiceError.Of(700016), request);
        if (address.AbsolutePath.EndsWith("/oauth2/v2.0/devicecode", StringComparison.Ordinal)) return TokenEndpoint.DeviceCode(app, form);
        return address.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal)
            ? await tokens.AnswerAsync(app, form, request, cancellationToken)
            : new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request };
    }

    private static Dictionary<string, string> ReadForm(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Decode(pair[0]), pair => pair.Length > 1 ? Decode(pair[1]) : string.Empty, StringComparer.Ordinal);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private RegisteredApp? App(Dictionary<string, string> form) =>
        form.TryGetValue("client_id", out var id) && apps.TryGetValue(id, out var app) ? app : null;

    private static JsonObject InstanceMetadata() => new()
    {
        ["tenant_discovery_endpoint"] = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(
            Cloud("login.microsoftonline.com", "login.windows.net", "login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"),
            Cloud("login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn"),
            Cloud("login.microsoftonline.us", "login.microsoftonline.us", "login.microsoftonline.us", "login.usgovcloudapi.net")),
    };

    private static JsonObject Cloud(string network, string cache, params string[] aliases) => new()
    {
        ["preferred_network"] = network,
        ["preferred_cache"] = cache,
        ["aliases"] = new JsonArray([.. aliases.Select(alias => JsonValue.Create(alias))]),
    };

    private static JsonObject OpenIdConfiguration(Uri address)
    {
        var tenant = $"https://{address.Host}/{address.Segments[1].TrimEnd('/')}";
        return new JsonObject
        {
            ["issuer"] = $"{tenant}/v2.0",
            ["authorization_endpoint"] = $"{tenant}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{tenant}/oauth2/v2.0/token",
            ["device_authorization_endpoint"] = $"{tenant}/oauth2/v2.0/devicecode",
        };
    }
}
