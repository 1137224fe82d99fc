using System.Security.Cryptography;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace PartnerQualification.Client;

/// <summary>
/// The system's browser, for an application with a secret or a certificate: the authorization code flow with PKCE on a
/// loopback port that we listen on; the code is redeemed with the application's own credential. MSAL listens for public
/// applications only.
/// </summary>
internal sealed class AuthorizationCodeFlow(IConfidentialClientApplication application, IReadOnlyList<string> scopes, Func<Uri, Task> openBrowser, TimeProvider time)
{
    public async Task<AuthenticationResult> RunAsync(IAccount? account, string? claims, CancellationToken cancellationToken)
    {
        using var redirect = LoopbackRedirect.Start(time);
        var state = NewState();
        var (address, verifier) = await AddressAsync(redirect.RedirectUri, state, account, claims, cancellationToken).ConfigureAwait(false);
        await openBrowser(address).ConfigureAwait(false);
        var answer = await redirect.WaitAsync(state, cancellationToken).ConfigureAwait(false);
        if (answer.Code is null) throw new MsalServiceException(answer.Error!, answer.Description ?? answer.Error!);
        return await RedeemAsync(answer.Code, verifier, redirect.RedirectUri, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(Uri Address, string Verifier)> AddressAsync(string redirectUri, string state, IAccount? account, string? claims, CancellationToken cancellationToken)
    {
        var builder = application.GetAuthorizationRequestUrl(scopes)
            .WithRedirectUri(redirectUri)
            .WithPkce(out var verifier)
            .WithExtraQueryParameters(new Dictionary<string, (string Value, bool IncludeInCacheKey)>(StringComparer.Ordinal)
            {
                ["state"] = (state, false),
                ["response_mode"] = ("form_post", false),
            });
        builder = account is null ? builder.WithPrompt(Prompt.SelectAccount) : builder.WithAccount(account);
        if (claims is not null) builder = builder.WithClaims(claims);
        return (await builder.ExecuteAsync(cancellationToken).ConfigureAwait(false), verifier);
    }

    private Task<AuthenticationResult> RedeemAsync(string code, string verifier, string redirectUri, CancellationToken cancellationToken) =>
        application.AcquireTokenByAuthorizationCode(scopes, code)
            .WithPkceCodeVerifier(verifier)
            .OnBeforeTokenRequest(data =>
            {
                // MSAL sends the redirect that the application was made with, which lacks the port of this sign-in.
                data.BodyParameters["redirect_uri"] = redirectUri;
                return Task.CompletedTask;
            })
            .ExecuteAsync(cancellationToken);

    private static string NewState()
    {
        var bytes = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
