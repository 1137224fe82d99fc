using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>The system's browser, for a public application: MSAL listens on loopback for the redirect.</summary>
internal sealed class BrowserWay(IPublicClientApplication application, IReadOnlyList<string> scopes, Browser browser) : ISignInWay
{
    public bool IsAttended => true;

    public Task<AuthenticationResult> SignInAsync(IAccount? account, string? claims, CancellationToken cancellationToken)
    {
        var builder = application.AcquireTokenInteractive(scopes)
            .WithUseEmbeddedWebView(false)
            .WithSystemWebViewOptions(new SystemWebViewOptions
            {
                OpenBrowserAsync = browser.OpenAsync,
                HtmlMessageSuccess = RedirectPage.SignedIn,
                HtmlMessageError = RedirectPage.NotSignedIn,
            });
        builder = account is null ? builder.WithPrompt(Prompt.SelectAccount) : builder.WithAccount(account);
        if (claims is not null) builder = builder.WithClaims(claims);
        return builder.ExecuteAsync(cancellationToken);
    }
}
