using System.Security;
using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>A stored refresh token, redeemed once at the beginning; MSAL keeps the one that replaces it.</summary>
internal sealed class RefreshTokenWay(SignInApplication application, SecureString refreshToken) : ISignInWay
{
    public bool IsAttended => false;

    public Task<AuthenticationResult> SignInAsync(IAccount? account, string? claims, CancellationToken cancellationToken)
    {
        var redeemer = (IByRefreshToken?)application.Confidential ?? (IByRefreshToken)application.Public!;
        var builder = redeemer.AcquireTokenByRefreshToken(application.Scopes, Secret.Reveal(refreshToken));
        if (claims is not null) builder = builder.WithClaims(claims);
        return builder.ExecuteAsync(cancellationToken);
    }
}
