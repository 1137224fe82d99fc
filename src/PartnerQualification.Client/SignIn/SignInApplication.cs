using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>MSAL's application and what every way of signing in shares of it: its scopes, its cache, and renewing from it.</summary>
internal sealed class SignInApplication
{
    private readonly IClientApplicationBase application;

    public SignInApplication(SignInRequest request, RefreshTokenWatch? watch)
    {
        IsAppOnly = request.Method is SignInMethod.AppSecret or SignInMethod.AppCertificate;
        Scopes = [new Uri(request.Environment.ApiBase, IsAppOnly ? "/.default" : "/user_impersonation").AbsoluteUri];
        if (request.ClientSecret is null && request.Certificate is null) application = Public = MsalApplications.Public(request);
        else application = Confidential = MsalApplications.Confidential(request);
        UserCache = watch is null ? application.UserTokenCache : WatchedCache.Of(application.UserTokenCache, watch);
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
    /// <returns>The tokens; nothing where there is none, or where it is good no more.</returns>
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

    /// <summary>Gets another token from the cache's refresh token, however good the old one still is.</summary>
    public Task<AuthenticationResult> RenewAsync(IAccount account, string? claims, CancellationToken cancellationToken)
    {
        var builder = application.AcquireTokenSilent(Scopes, account).WithForceRefresh(true);
        if (claims is not null) builder = builder.WithClaims(claims);
        return builder.ExecuteAsync(cancellationToken);
    }

    /// <summary>Leaves one account in the cache, so that it is the one to go on with next time.</summary>
    public async Task ForgetOthersAsync(IAccount account)
    {
        foreach (var other in await application.GetAccountsAsync().ConfigureAwait(false))
        {
            if (!other.HomeAccountId.Equals(account.HomeAccountId)) await application.RemoveAsync(other).ConfigureAwait(false);
        }
    }
}
