namespace PartnerQualification.Client;

/// <summary>The access tokens of a sign-in, renewed a few minutes before they expire, one renewal at a time.</summary>
internal sealed class SignInTokenSource : IAccessTokenSource
{
    private readonly RenewalGate gate;

    private SignInTokenSource(SignInMethod method, AccessToken first, SignInSession session)
    {
        Method = method;
        gate = new RenewalGate(first, session.RenewAsync, TimeProvider.System);
    }

    public SignInMethod Method { get; }

    public bool CanRenew => gate.CanRenew;

    public AccessToken Current => gate.Current;

    /// <summary>Signs in.</summary>
    public static async Task<IAccessTokenSource> OpenAsync(SignInRequest request, ISignInEvents events, CancellationToken cancellationToken)
    {
        var explainer = new SignInExplainer(request);
        var session = await explainer.RunAsync(() => Task.FromResult(Prepare(request, events, explainer)), null, cancellationToken).ConfigureAwait(false);
        var first = await session.BeginAsync(request.Persist ? new KeptSignIn(request) : null, cancellationToken).ConfigureAwait(false);
        return new SignInTokenSource(request.Method, first, session);
    }

    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken) => gate.GetAsync(demand, cancellationToken);

    /// <summary>Forgets the token, and MSAL's application with the tokens in its cache. A sign-in that is kept in the protected store stays there.</summary>
    public void Dispose() => gate.Dispose();

    private static SignInSession Prepare(SignInRequest request, ISignInEvents events, SignInExplainer explainer)
    {
        SignInRules.Check(request);
        var watch = request.WantsRefreshToken ? new RefreshTokenWatch(events, request.ApplicationId) : null;
        if (request.RefreshToken is { } stored) watch?.Knows(stored);
        var application = new SignInApplication(request, watch);
        return new SignInSession(application, SignInWays.Create(request, application, events), explainer, watch);
    }
}
