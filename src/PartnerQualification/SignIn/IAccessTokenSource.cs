namespace PartnerQualification;

/// <summary>
/// Where a client's access tokens come from. To dispose of it is to forget its tokens and the way to others: <see cref="Current"/>
/// then has the claims of the latest token without the token, and no other one can be had. A client does not dispose of it.
/// </summary>
public interface IAccessTokenSource : IDisposable
{
    /// <summary>The way the sign-in was done.</summary>
    SignInMethod Method { get; }

    /// <summary>Whether another token can be had when this one expires.</summary>
    bool CanRenew { get; }

    /// <summary>The latest token that was handed out.</summary>
    AccessToken Current { get; }

    /// <summary>Gives a token that is good for a while, renewing it first where need be. A hundred calls at once renew once.</summary>
    /// <param name="demand">Why another token than the current one may be needed.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <returns>The token.</returns>
    /// <exception cref="PartnerCenterException">There is none to be had; <see cref="PartnerCenterErrorKind.NotConnected"/> after it was disposed of.</exception>
    Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken);
}
