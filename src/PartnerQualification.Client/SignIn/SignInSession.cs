using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>
/// One sign-in for as long as it lasts: how it began, its account, and MSAL's cache that it renews from.
/// Renewals come one at a time: <see cref="AccessTokenCache"/> ensures it.
/// </summary>
internal sealed class SignInSession(SignInApplication application, SignInFlow flow, SignInExplainer explainer, RefreshTokenObserver? observer)
{
    private IAccount? account;

    /// <summary>Gets the first token: silently where the sign-in was kept, otherwise by the method that was asked for.</summary>
    public async Task<AccessToken> BeginAsync(PersistedSignIn? persisted, CancellationToken cancellationToken)
    {
        var result = await explainer.RunAsync(() => BeginWithMsalAsync(persisted, cancellationToken), null, cancellationToken).ConfigureAwait(false);
        return Accept(result);
    }

    /// <summary>Gets another token.</summary>
    public async Task<AccessToken> RenewAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        var result = await explainer.RunAsync(() => RenewWithMsalAsync(demand.Claims, cancellationToken), demand.Claims, cancellationToken).ConfigureAwait(false);
        return Accept(result);
    }

    private async Task<AuthenticationResult> BeginWithMsalAsync(PersistedSignIn? persisted, CancellationToken cancellationToken)
    {
        if (persisted is not null)
        {
            await persisted.RegisterAsync(application.UserCache).ConfigureAwait(false);
            if (flow.IsAttended && await application.ResumeAsync(cancellationToken).ConfigureAwait(false) is { } resumed) return resumed;
        }

        var result = await flow.RunAsync(null, null, cancellationToken).ConfigureAwait(false);
        if (persisted is not null && result.Account is { } signedIn) await application.ForgetOthersAsync(signedIn).ConfigureAwait(false);
        return result;
    }

    private async Task<AuthenticationResult> RenewWithMsalAsync(string? claims, CancellationToken cancellationToken)
    {
        if (application.IsAppOnly) return await flow.RunAsync(null, claims, cancellationToken).ConfigureAwait(false);
        try
        {
            return await application.RenewAsync(account!, claims, cancellationToken).ConfigureAwait(false);
        }
        catch (MsalUiRequiredException refusal) when (flow.IsAttended)
        {
            return await flow.RunAsync(account, Given(refusal.Claims) ?? claims, cancellationToken).ConfigureAwait(false);
        }
    }

    private AccessToken Accept(AuthenticationResult result)
    {
        account = result.Account ?? account;
        var token = new AccessToken(result.AccessToken, Describe(result));
        observer?.HandOn();
        return token;
    }

    /// <summary>The token's own claims, with what MSAL knows in place of what cannot be read. When the token expires is taken from the answer that brought it.</summary>
    private AccessTokenClaims Describe(AuthenticationResult result)
    {
        var claims = AccessTokenReader.Read(result.AccessToken);
        return claims with
        {
            ExpiresOn = result.ExpiresOn,
            TenantId = claims.TenantId ?? Given(result.TenantId),
            User = claims.User ?? Given(result.Account?.Username),
            IsAppOnly = claims.IsAppOnly ?? application.IsAppOnly,
        };
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
