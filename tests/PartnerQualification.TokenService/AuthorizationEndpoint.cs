using System.Collections.Concurrent;

namespace PartnerQualification.TokenService;

/// <summary>Issues authorization codes, as the page behind /authorize does once the user has signed in.</summary>
internal sealed class AuthorizationEndpoint
{
    private readonly ConcurrentDictionary<string, Grant> codes = new(StringComparer.Ordinal);

    public AuthorizationRedirect Authorize(Uri address, IReadOnlyDictionary<string, string> query, RegisteredApp? app)
    {
        if (app is null) throw new InvalidOperationException("AADSTS700016: the page would say that the application is unknown.");
        if (!address.AbsolutePath.EndsWith("/oauth2/v2.0/authorize", StringComparison.Ordinal)) throw new InvalidOperationException($"There is no page at {address.AbsolutePath}.");
        var redirect = query["redirect_uri"];
        if (!IsRegistered(app, redirect)) throw new InvalidOperationException("AADSTS50011: the page would say that the redirect is not registered.");
        if (query["response_type"] != "code") throw new InvalidOperationException("Only response_type=code is known.");
        if (query.GetValueOrDefault("code_challenge_method") != "S256") throw new InvalidOperationException("A code is issued with PKCE only.");

        var code = $"{app.Mark}code-{Guid.NewGuid():N}";
        codes[code] = new Grant(app, app.UserDoesMfa, query["scope"]) { CodeChallenge = query["code_challenge"], RedirectUri = redirect };
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["code"] = code,
            ["client_info"] = TokenIssuer.ClientInfo(app),
            ["state"] = query["state"],
        };
        return new AuthorizationRedirect(new Uri(redirect), fields, query.GetValueOrDefault("response_mode") == "form_post", MsalListens: !app.IsConfidential);
    }

    /// <summary>The grant of a code, once.</summary>
    public Grant? Redeem(string code) => codes.TryRemove(code, out var grant) ? grant : null;

    private static bool IsRegistered(RegisteredApp app, string redirect)
    {
        var given = new Uri(redirect);
        return app.RedirectUris.Select(registered => new Uri(registered)).Any(registered =>
            registered.Scheme == given.Scheme && registered.Host == given.Host && registered.AbsolutePath == given.AbsolutePath
            && (registered.Port == given.Port || given.IsLoopback));
    }
}

/// <summary>What an authorization code or a refresh token stands for.</summary>
internal sealed record Grant(RegisteredApp App, bool HasMfa, string Scope)
{
    /// <summary>The S256 challenge of the authorization request.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>Where the code was sent.</summary>
    public string? RedirectUri { get; init; }
}
