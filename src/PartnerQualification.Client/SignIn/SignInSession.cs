using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>
/// One sign-in for as long as it lasts: the way it began, the account it is for, and MSAL's cache that it renews from.
/// Renewals come one at a time: the gate in <see cref="SignInTokenSource"/> sees to it.
/// </summary>
internal sealed class SignInSession(SignInApplication application, ISignInWay way, SignInExplainer explainer, RefreshTokenWatch? watch)
{
    private IAccount? account;

    /// <summary>Gets the first token: silently where the sign-in was kept, otherwise by the way that was asked for.</summary>
    public async Task<AccessToken> BeginAsync(KeptSignIn? kept, CancellationToken cancellationToken)
    {
        var result = await explainer.RunAsync(() => BeginWithMsalAsync(kept, cancellationToken), null, cancellationToken).ConfigureAwait(false);
        return Accept(result);
    }

    /// <summary>Gets another token.</summary>
    public async Task<AccessToken> RenewAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        var result = await explainer.RunAsync(() => RenewWithMsalAsync(demand.Claims, cancellationToken), demand.Claims, cancellationToken).ConfigureAwait(false);
        return Accept(result);
    }

    private async Task<AuthenticationResult> BeginWithMsalAsync(KeptSignIn? kept, CancellationToken cancellationToken)
    {
        if (kept is not null)
        {
            await kept.RegisterAsync(application.UserCache).ConfigureAwait(false);
            if (way.IsAttended && await application.ResumeAsync(cancellationToken).ConfigureAwait(false) is { } resumed) return resumed;
        }

        var result = await way.SignInAsync(null, null, cancellationToken).ConfigureAwait(false);
        if (kept is not null && result.Account is { } signedIn) await application.ForgetOthersAsync(signedIn).ConfigureAwait(false);
        return result;
    }

    private async Task<AuthenticationResult> RenewWithMsalAsync(string? claims, CancellationToken cancellationToken)
    {
        if (application.IsAppOnly) return await way.SignInAsync(null, claims, cancellationToken).ConfigureAwait(false);
        try
        {
            return await application.RenewAsync(account!, claims, cancellationToken).ConfigureAwait(false);
        }
        catch (MsalUiRequiredException refusal) when (way.IsAttended)
        {
            return await way.SignInAsync(account, Given(refusal.Claims) ?? claims, cancellationToken).ConfigureAwait(false);
        }
    }

    private AccessToken Accept(AuthenticationResult result)
    {
        account = result.Account ?? account;
        var token = new AccessToken(result.AccessToken, Describe(result));
        watch?.Announce();
        return token;
    }

    /// <summary>The token's own claims, and what MSAL knows where it cannot be read; when it expires is said by the answer it came in.</summary>
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
