namespace PartnerQualification.Client;

/// <summary>An access token got elsewhere, renewed by asking for another one where there is a way to.</summary>
public sealed class StaticTokenSource : IAccessTokenSource
{
    private const int LongestWords = 300;

    private readonly RenewalGate gate;

    /// <summary>Creates a token source.</summary>
    /// <param name="accessToken">The token, without the word Bearer.</param>
    /// <param name="renew">Asks for another token, a few minutes before the current one expires or when the service refuses it; nothing where there is no way to.</param>
    /// <param name="time">The time to go by; the machine's where nothing is given.</param>
    public StaticTokenSource(string accessToken, Func<CancellationToken, Task<string>>? renew = null, TimeProvider? time = null) =>
        gate = new RenewalGate(Read(accessToken, nameof(accessToken)), renew is null ? null : (_, cancellationToken) => RenewAsync(renew, cancellationToken), time ?? TimeProvider.System);

    /// <inheritdoc/>
    public SignInMethod Method => SignInMethod.AccessToken;

    /// <inheritdoc/>
    public bool CanRenew => gate.CanRenew;

    /// <inheritdoc/>
    public AccessToken Current => gate.Current;

    /// <inheritdoc/>
    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        if (demand is null) throw new ArgumentNullException(nameof(demand));

        // Who renews is not told of claims, so that one renewal is as good as another.
        return gate.GetAsync(demand.Claims is null ? demand : demand with { Claims = null }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private static async Task<AccessToken> RenewAsync(Func<CancellationToken, Task<string>> renew, CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = await renew(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not PartnerCenterException && !cancellationToken.IsCancellationRequested)
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(TextSanitizer.Clean(exception.Message, LongestWords)));
        }

        return IsUsable(token) ? Read(token, nameof(renew)) : throw new PartnerCenterException(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(null));
    }

    private static AccessToken Read(string text, string parameter) => IsUsable(text)
        ? new AccessToken(text.Trim(), AccessTokenReader.Read(text))
        : throw new ArgumentException(Messages.TokenUnusable, parameter);

    private static bool IsUsable(string? text) => HeaderText.IsToken(text?.Trim());
}
