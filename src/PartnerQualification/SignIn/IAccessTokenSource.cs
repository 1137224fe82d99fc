namespace PartnerQualification;

/// <summary>
/// Where a client's access tokens come from. Disposing of it forgets its tokens and how to get others: <see cref="Current"/> then
/// has the claims of the latest token without the token. A client does not dispose of it.
/// </summary>
public interface IAccessTokenSource : IDisposable
{
    /// <summary>How the sign-in was done.</summary>
    SignInMethod Method { get; }

    /// <summary>Whether another token can be had when this one expires.</summary>
    bool CanRenew { get; }

    /// <summary>The latest token that was handed out.</summary>
    AccessToken Current { get; }

    /// <summary>Gives a token that is valid for some minutes, and renews it first where necessary. Calls that come at the same time share one renewal.</summary>
    /// <param name="demand">Why another token than the current one may be needed.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <returns>The token.</returns>
    /// <exception cref="PartnerCenterException">No token can be had; <see cref="PartnerCenterErrorKind.NotConnected"/> after it was disposed of.</exception>
    Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken);
}

/// <summary>What is asked of a token source.</summary>
/// <param name="Rejected">The token the service has just refused: another one is needed.</param>
/// <param name="Claims">The claims challenge that came with the refusal, as JSON.</param>
public sealed record TokenDemand(AccessToken? Rejected = null, string? Claims = null)
{
    /// <summary>Any token that is still valid.</summary>
    public static TokenDemand Any { get; } = new();
}
