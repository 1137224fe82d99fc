namespace PartnerQualification;

/// <summary>Where a client's access tokens come from.</summary>
public interface IAccessTokenSource
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
    /// <exception cref="PartnerCenterException">There is none to be had.</exception>
    Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken);
}
