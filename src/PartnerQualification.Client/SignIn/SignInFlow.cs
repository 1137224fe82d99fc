using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>Has MSAL sign in from the beginning, by the method that was asked for.</summary>
internal sealed class SignInFlow(SignInRequest request, SignInApplication application, ISignInEvents events, TimeProvider time)
{
    /// <summary>Whether a user takes part who can be asked again.</summary>
    public bool IsAttended { get; } = SignInRules.IsAttended(request.Method);

    /// <summary>Signs in.</summary>
    /// <param name="account">The account to ask for, where it is known from before.</param>
    /// <param name="claims">The claims that the service wants in addition.</param>
    /// <param name="cancellationToken">Stops it, waiting for the user included.</param>
    /// <returns>The tokens.</returns>
    public Task<AuthenticationResult> RunAsync(IAccount? account, string? claims, CancellationToken cancellationToken) => request.Method switch
    {
        SignInMethod.AppSecret or SignInMethod.AppCertificate => AsApplicationAsync(claims, cancellationToken),
        SignInMethod.RefreshToken => WithRefreshTokenAsync(claims, cancellationToken),
        SignInMethod.DeviceCode => WithDeviceCodeAsync(claims, cancellationToken),
        _ when application.Confidential is { } confidential => new AuthorizationCodeFlow(confidential, application.Scopes, OpenBrowserAsync, time).RunAsync(account, claims, cancellationToken),
        _ => InBrowserAsync(account, claims, cancellationToken),
    };

    private Task<AuthenticationResult> AsApplicationAsync(string? claims, CancellationToken cancellationToken)
    {
        // AccessTokenCache decides when to renew, and not MSAL's cache.
        var builder = application.Confidential!.AcquireTokenForClient(application.Scopes).WithForceRefresh(true);
        return Ask(builder, claims, cancellationToken);
    }

    /// <summary>A stored refresh token is redeemed once, at the beginning. MSAL keeps the one that replaces it.</summary>
    private Task<AuthenticationResult> WithRefreshTokenAsync(string? claims, CancellationToken cancellationToken)
    {
        var client = (IByRefreshToken?)application.Confidential ?? (IByRefreshToken)application.Public!;
        return Ask(client.AcquireTokenByRefreshToken(application.Scopes, Secret.Reveal(request.RefreshToken!)), claims, cancellationToken);
    }

    private Task<AuthenticationResult> WithDeviceCodeAsync(string? claims, CancellationToken cancellationToken) =>
        Ask(application.Public!.AcquireTokenWithDeviceCode(application.Scopes, ShowCodeAsync), claims, cancellationToken);

    /// <summary>The system's browser, for a public application: MSAL itself listens on loopback for the redirect.</summary>
    private Task<AuthenticationResult> InBrowserAsync(IAccount? account, string? claims, CancellationToken cancellationToken)
    {
        var builder = application.Public!.AcquireTokenInteractive(application.Scopes)
            .WithUseEmbeddedWebView(false)
            .WithSystemWebViewOptions(new SystemWebViewOptions
            {
                OpenBrowserAsync = OpenBrowserAsync,
                HtmlMessageSuccess = RedirectPage.SignedIn,
                HtmlMessageError = RedirectPage.NotSignedIn,
            });
        builder = account is null ? builder.WithPrompt(Prompt.SelectAccount) : builder.WithAccount(account);
        return Ask(builder, claims, cancellationToken);
    }

    private static Task<AuthenticationResult> Ask<T>(AbstractAcquireTokenParameterBuilder<T> builder, string? claims, CancellationToken cancellationToken)
        where T : AbstractAcquireTokenParameterBuilder<T> =>
        (claims is null ? builder : builder.WithClaims(claims)).ExecuteAsync(cancellationToken);

    private Task ShowCodeAsync(DeviceCodeResult code)
    {
        events.ShowDeviceCode(code.UserCode, code.VerificationUrl, code.Message);
        return Task.CompletedTask;
    }

    private Task OpenBrowserAsync(Uri address)
    {
        try
        {
            events.OpenBrowser(address);
            return Task.CompletedTask;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or PartnerCenterException))
        {
            throw new SignInConditionException(SignInCondition.BrowserMissing);
        }
    }
}
