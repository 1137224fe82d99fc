using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>An application alone, with its secret or its certificate.</summary>
internal sealed class AppOnlyWay(IConfidentialClientApplication application, IReadOnlyList<string> scopes) : ISignInWay
{
    public bool IsAttended => false;

    public Task<AuthenticationResult> SignInAsync(IAccount? account, string? claims, CancellationToken cancellationToken)
    {
        // When to renew is decided by our gate, not by MSAL's cache.
        var builder = application.AcquireTokenForClient(scopes).WithForceRefresh(true);
        if (claims is not null) builder = builder.WithClaims(claims);
        return builder.ExecuteAsync(cancellationToken);
    }
}
