using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>MSAL's application, and what does not depend on how the sign-in began: the scopes, the cache, and renewing from it.</summary>
internal sealed class SignInApplication
{
    private readonly IClientApplicationBase application;

    public SignInApplication(SignInRequest request, SignInEnvironment environment, RefreshTokenObserver? observer)
    {
        IsAppOnly = SignInRules.IsAppOnly(request.Method);
        Scopes = [new Uri(request.Environment.ApiBase, IsAppOnly ? "/.default" : "/user_impersonation").AbsoluteUri];
        if (request.ClientSecret is null && request.Certificate is null) application = Public = MsalApplications.Public(request, environment);
        else application = Confidential = MsalApplications.Confidential(request, environment);
        UserCache = observer is null ? application.UserTokenCache : ObservedTokenCache.Of(application.UserTokenCache, observer);
    }

    /// <summary>Whether no user takes part.</summary>
    public bool IsAppOnly { get; }

    /// <summary>What is asked for. MSAL adds offline_access, which brings the refresh token.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The application, where it is one without a credential.</summary>
    public IPublicClientApplication? Public { get; }

    /// <summary>The application, where it has a secret or a certificate.</summary>
    public IConfidentialClientApplication? Confidential { get; }

    /// <summary>The cache with the user's tokens.</summary>
    public ITokenCache UserCache { get; }

    /// <summary>Goes on with a sign-in that was kept.</summary>
    /// <returns>The tokens; nothing where no sign-in was kept, or where it is no longer valid.</returns>
    public async Task<AuthenticationResult?> ResumeAsync(CancellationToken cancellationToken)
    {
        var account = (await application.GetAccountsAsync().ConfigureAwait(false)).FirstOrDefault();
        if (account is null) return null;
        try
        {
            return await application.AcquireTokenSilent(Scopes, account).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MsalUiRequiredException)
        {
            return null;
        }
    }

    /// <summary>Gets another access token with the cache's refresh token, even where the old one is still valid.</summary>
    public Task<AuthenticationResult> RenewAsync(IAccount account, string? claims, CancellationToken cancellationToken)
    {
        var builder = application.AcquireTokenSilent(Scopes, account).WithForceRefresh(true);
        if (claims is not null) builder = builder.WithClaims(claims);
        return builder.ExecuteAsync(cancellationToken);
    }

    /// <summary>Removes the other accounts from the cache, so that the next sign-in goes on with this one.</summary>
    public async Task ForgetOthersAsync(IAccount account)
    {
        foreach (var other in await application.GetAccountsAsync().ConfigureAwait(false))
        {
            if (!other.HomeAccountId.Equals(account.HomeAccountId)) await application.RemoveAsync(other).ConfigureAwait(false);
        }
    }
}
