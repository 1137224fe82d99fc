namespace PartnerQualification.Client;

/// <summary>The access tokens of a sign-in, renewed a few minutes before they expire, one renewal at a time.</summary>
internal sealed class SignInTokenSource : IAccessTokenSource
{
    private readonly AccessTokenCache cache;

    private SignInTokenSource(SignInMethod method, AccessToken first, SignInSession session, TimeProvider time)
    {
        Method = method;
        cache = new AccessTokenCache(first, session.RenewAsync, time);
    }

    public SignInMethod Method { get; }

    public bool CanRenew => cache.CanRenew;

    public AccessToken Current => cache.Current;

    /// <summary>Signs in.</summary>
    public static async Task<IAccessTokenSource> OpenAsync(SignInRequest request, ISignInEvents events, SignInEnvironment environment, CancellationToken cancellationToken)
    {
        var explainer = new SignInExplainer(request);
        var session = await explainer.RunAsync(() => Task.FromResult(Prepare(request, events, environment, explainer)), null, cancellationToken).ConfigureAwait(false);
        var first = await session.BeginAsync(request.Persist ? new PersistedSignIn(request, environment) : null, cancellationToken).ConfigureAwait(false);
        return new SignInTokenSource(request.Method, first, session, environment.Time);
    }

    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken) => cache.GetAsync(demand, cancellationToken);

    /// <summary>Forgets the token, and MSAL's application with the tokens in its cache. What the protected store keeps stays there.</summary>
    public void Dispose() => cache.Dispose();

    private static SignInSession Prepare(SignInRequest request, ISignInEvents events, SignInEnvironment environment, SignInExplainer explainer)
    {
        SignInRules.Check(request);
        var observer = request.WantsRefreshToken ? new RefreshTokenObserver(events, request.ApplicationId) : null;
        if (request.RefreshToken is { } stored) observer?.SetKnown(stored);
        var application = new SignInApplication(request, environment, observer);
        return new SignInSession(application, new SignInFlow(request, application, events, environment.Time), explainer, observer);
    }
}
