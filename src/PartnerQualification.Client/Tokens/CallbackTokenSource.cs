namespace PartnerQualification.Client;

/// <summary>
/// Access tokens that a function of the caller's gets, such as those of another identity library. It is asked when the first token is needed,
/// a few minutes before one expires, and when the service refuses one; by one caller at a time, whose result all share.
/// </summary>
public sealed class CallbackTokenSource : IAccessTokenSource
{
    private readonly AccessTokenCache cache;

    /// <summary>Creates a token source. Nothing is asked for yet.</summary>
    /// <param name="getToken">
    /// Gets a token: another one than <see cref="TokenDemand.Rejected"/>, with the claims that the service asks for, where there are any.
    /// When it expires is taken from <see cref="AccessTokenClaims.ExpiresOn"/>; <see cref="AccessTokenReader"/> reads claims.
    /// </param>
    /// <param name="time">The time to go by; the machine's where nothing is given.</param>
    public CallbackTokenSource(Func<TokenDemand, CancellationToken, Task<AccessToken>> getToken, TimeProvider? time = null)
    {
        if (getToken is null) throw new ArgumentNullException(nameof(getToken));
        cache = new AccessTokenCache((demand, cancellationToken) => GetAsync(getToken, demand, cancellationToken), time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public SignInMethod Method => SignInMethod.AccessToken;

    /// <inheritdoc/>
    public bool CanRenew => cache.CanRenew;

    /// <summary>The latest token that was handed out; before the first one, a token without text of which nothing is known.</summary>
    public AccessToken Current => cache.Current;

    /// <inheritdoc/>
    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken) =>
        cache.GetAsync(demand ?? throw new ArgumentNullException(nameof(demand)), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private static async Task<AccessToken> GetAsync(Func<TokenDemand, CancellationToken, Task<AccessToken>> getToken, TokenDemand demand, CancellationToken cancellationToken)
    {
        AccessToken? token = await TokenCallback.AskAsync(stop => getToken(demand, stop), cancellationToken).ConfigureAwait(false);
        return HeaderText.IsToken(token?.Reveal()) ? token! : throw new PartnerCenterException(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(null));
    }
}
