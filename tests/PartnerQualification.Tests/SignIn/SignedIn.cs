using PartnerQualification.TokenService;

namespace PartnerQualification.Tests.SignIn;

/// <summary>A sign-in that has succeeded, and what a test asks of it afterwards.</summary>
public sealed class SignedIn
{
    private const string AppSecret = "the secret";

    private SignedIn(SignInBench bench, IAccessTokenSource tokens) => (Bench, Tokens, First) = (bench, tokens, tokens.Current);

    public SignInBench Bench { get; }

    public RegisteredApp App => Bench.App;

    public RecordingEvents Events => Bench.Events;

    public IAccessTokenSource Tokens { get; }

    /// <summary>The access token that signing in brought.</summary>
    public AccessToken First { get; }

    /// <summary>Signs in.</summary>
    /// <param name="method">How.</param>
    /// <param name="withSecret">Whether the application has a secret, where the method leaves the choice.</param>
    /// <param name="wantsRefreshToken">Whether refresh tokens are handed on.</param>
    /// <param name="arrange">What the application does, set before anybody signs in.</param>
    public static async Task<SignedIn> ByAsync(SignInMethod method, bool withSecret = false, bool wantsRefreshToken = false, Action<RegisteredApp>? arrange = null)
    {
        var secret = withSecret || method == SignInMethod.AppSecret ? AppSecret : null;
        var bench = new SignInBench(secret);
        arrange?.Invoke(bench.App);
        var tokens = await bench.SignInAsync(bench.Request(
            method,
            bench.App.TenantId,
            secret: secret,
            refreshToken: method == SignInMethod.RefreshToken ? bench.StoredRefreshToken() : null,
            wantsRefreshToken: wantsRefreshToken));
        return new SignedIn(bench, tokens);
    }

    /// <summary>Asks for a token, without a reason against the present one.</summary>
    public Task<AccessToken> TokenAsync(CancellationToken? cancellationToken = null) => AskAsync(TokenDemand.Any, cancellationToken);

    /// <summary>Asks for another token, because the service has refused the first one, perhaps with a claims challenge.</summary>
    public Task<AccessToken> ReplaceFirstAsync(string? claims = null, CancellationToken? cancellationToken = null) => AskAsync(new TokenDemand(First, claims), cancellationToken);

    /// <summary>Asks for another token than the latest one.</summary>
    public Task<AccessToken> RenewAsync() => AskAsync(new TokenDemand(Tokens.Current), null);

    private Task<AccessToken> AskAsync(TokenDemand demand, CancellationToken? cancellationToken) => cancellationToken is { } token
        ? Tokens.GetTokenAsync(demand, token)
        : SignInBench.TokenAsync(Tokens, demand);
}
