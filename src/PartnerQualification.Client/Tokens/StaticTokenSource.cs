namespace PartnerQualification.Client;

/// <summary>An access token got elsewhere, renewed by asking for another one where that is possible.</summary>
public sealed class StaticTokenSource : IAccessTokenSource
{
    private readonly AccessTokenCache cache;

    /// <summary>Creates a token source.</summary>
    /// <param name="accessToken">The token, without the word Bearer.</param>
    /// <param name="renew">Asks for another token, a few minutes before the current one expires or when the service refuses it; nothing where none can be had.</param>
    /// <param name="time">The time to go by; the machine's where nothing is given.</param>
    public StaticTokenSource(string accessToken, Func<CancellationToken, Task<string>>? renew = null, TimeProvider? time = null) =>
        cache = new AccessTokenCache(Read(accessToken, nameof(accessToken)), renew is null ? null : (_, cancellationToken) => RenewAsync(renew, cancellationToken), time ?? TimeProvider.System);

    /// <inheritdoc/>
    public SignInMethod Method => SignInMethod.AccessToken;

    /// <inheritdoc/>
    public bool CanRenew => cache.CanRenew;

    /// <inheritdoc/>
    public AccessToken Current => cache.Current;

    /// <inheritdoc/>
    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        if (demand is null) throw new ArgumentNullException(nameof(demand));

        // The function that renews knows no claims, so every renewal can be shared.
        return cache.GetAsync(demand.Claims is null ? demand : demand with { Claims = null }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private static async Task<AccessToken> RenewAsync(Func<CancellationToken, Task<string>> renew, CancellationToken cancellationToken)
    {
        var token = await TokenCallback.AskAsync(renew, cancellationToken).ConfigureAwait(false);
        return IsUsable(token) ? Read(token, nameof(renew)) : throw new PartnerCenterException(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(null));
    }

    private static AccessToken Read(string text, string parameter) => IsUsable(text)
        ? new AccessToken(text.Trim(), AccessTokenReader.Read(text))
        : throw new ArgumentException(Messages.TokenUnusable, parameter);

    private static bool IsUsable(string? text) => HeaderText.IsToken(text?.Trim());
}
