namespace PartnerQualification.PowerShell;

/// <summary>Opens sessions: every way to sign in ends here, with a token source and the options of the client.</summary>
internal sealed class SessionOpener(SessionPipelines pipelines)
{
    // Nothing is ever sent there. It tells a rehearsal from the real service, in the session and in -Verbose.
    private static readonly Uri SandboxAddress = new("https://sandbox.invalid/");

    /// <summary>A session of a sandbox of its own.</summary>
    public PartnerQualificationSession OpenSandbox(SandboxOptions options, SandboxTokenKind kind)
    {
        var sandbox = ModuleAssemblies.SandboxFactory.Open(options);
        var tokens = ModuleAssemblies.PartnerCenterFactory.CreateTokenSource(
            sandbox.IssueToken(kind),
            _ => Task.FromResult(sandbox.IssueToken(kind)));
        return Open(new PartnerCenterOptions { Transport = sandbox.Transport, Endpoint = SandboxAddress }, new SandboxTokenSource(tokens), sandbox);
    }

    /// <summary>A session of an access token got elsewhere.</summary>
    public PartnerQualificationSession OpenWithToken(PartnerCenterOptions options, string accessToken, AccessTokenProvider? provider)
    {
        var tokens = TokenSource(accessToken, provider);
        AccessTokenCheck.Require(tokens.Current.Claims, options.Environment, DateTimeOffset.UtcNow);
        return Open(options, tokens);
    }

    /// <summary>A session of a sign-in at the service's own identity platform.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="request">The way to sign in.</param>
    /// <param name="events">Shows what the user must see.</param>
    /// <param name="owned">What the session closes with itself.</param>
    /// <param name="cancellationToken">Stops signing in.</param>
    public async Task<PartnerQualificationSession> OpenBySigningInAsync(PartnerCenterOptions options, SignInRequest request, ISignInEvents events, IDisposable? owned, CancellationToken cancellationToken)
    {
        var tokens = await ModuleAssemblies.PartnerCenterFactory.SignInAsync(request, events, cancellationToken).ConfigureAwait(false);
        return Open(options, tokens, owned, WithoutSecrets(request));
    }

    private static IAccessTokenSource TokenSource(string accessToken, AccessTokenProvider? provider)
    {
        try
        {
            return ModuleAssemblies.PartnerCenterFactory.CreateTokenSource(accessToken, provider is null ? null : provider.AskAsync);
        }
        catch (ArgumentException)
        {
            throw AccessTokenCheck.Unreadable();
        }
    }

    private PartnerQualificationSession Open(PartnerCenterOptions options, IAccessTokenSource tokens, IDisposable? owned = null, SignInRequest? signIn = null) => new(new SessionParts
    {
        Environment = tokens.Method == SignInMethod.Sandbox ? nameof(SignInMethod.Sandbox) : options.Environment.Name,
        Endpoint = options.Endpoint ?? options.Environment.ApiBase,
        Tokens = tokens,
        // A user who connects is about to send requests.
        Center = ModuleAssemblies.PartnerCenterFactory.CreateClient(options with { WarmUp = true }, tokens),
        Pipelines = pipelines,
        SignIn = signIn,
        Owned = owned,
    });

    private static SignInRequest WithoutSecrets(SignInRequest request) => new()
    {
        Method = request.Method,
        ApplicationId = request.ApplicationId,
        TenantId = request.TenantId,
        Environment = request.Environment,
    };
}

/// <summary>The token source of a sandbox: the session says Sandbox, and not AccessToken.</summary>
internal sealed class SandboxTokenSource(IAccessTokenSource inner) : IAccessTokenSource
{
    public SignInMethod Method => SignInMethod.Sandbox;

    public bool CanRenew => inner.CanRenew;

    public AccessToken Current => inner.Current;

    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken) => inner.GetTokenAsync(demand, cancellationToken);

    public void Dispose() => inner.Dispose();
}
