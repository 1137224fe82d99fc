namespace PartnerQualification.Tests.Support;

/// <summary>Returns "token-1", then the next one whenever one was refused; keeps the requests for tokens.</summary>
public sealed class CountingTokenSource : IAccessTokenSource
{
    private readonly List<TokenDemand> demands = [];
    private int number = 1;

    public SignInMethod Method { get; init; } = SignInMethod.Interactive;

    public bool CanRenew { get; init; } = true;

    public Func<TokenDemand, Exception?> Failure { get; init; } = _ => null;

    public AccessToken Current => new($"token-{number}", AccessTokenClaims.Unknown);

    public IReadOnlyList<TokenDemand> Demands
    {
        get
        {
            lock (demands) return [.. demands];
        }
    }

    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        lock (demands) demands.Add(demand);
        if (Failure(demand) is { } failure) return Task.FromException<AccessToken>(failure);
        if (demand.Rejected?.Reveal() == Current.Reveal()) number++;
        return Task.FromResult(Current);
    }

    public void Dispose()
    {
        // Its tokens are no secret.
    }
}
