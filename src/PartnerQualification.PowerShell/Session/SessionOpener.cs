namespace PartnerQualification.PowerShell;

/// <summary>Opens sessions: every way to sign in ends here, with a token source and the options of the client.</summary>
internal sealed class SessionOpener(PipelineRelay relay)
{
    /// <summary>A session of a sandbox of its own.</summary>
    public PartnerQualificationSession OpenSandbox(SandboxOptions options, SandboxTokenKind kind)
    {
        var sandbox = ModuleAssemblies.SandboxFactory.Open(options);
        var tokens = ModuleAssemblies.PartnerCenterFactory.CreateTokenSource(
            sandbox.MintToken(kind),
            _ => Task.FromResult(sandbox.MintToken(kind)));
        return Open(new PartnerCenterOptions { Transport = sandbox.Transport }, new SandboxTokenSource(tokens), sandbox);
    }

    /// <summary>A session of an access token got elsewhere.</summary>
    public PartnerQualificationSession OpenWithToken(PartnerCenterOptions options, string accessToken, AccessTokenProvider? provider)
    {
        var tokens = TokenSource(accessToken, provider);
        AccessTokenCheck.Require(tokens.Current.Claims, options.Environment, DateTimeOffset.UtcNow);
        return Open(options, tokens);
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

    private PartnerQualificationSession Open(PartnerCenterOptions options, IAccessTokenSource tokens, ISandbox? sandbox = null) => new(new SessionParts
    {
        Environment = options.Environment,
        Endpoint = options.Endpoint ?? options.Environment.ApiBase,
        Tokens = tokens,
        Center = ModuleAssemblies.PartnerCenterFactory.CreateClient(options, tokens),
        Relay = relay,
        Sandbox = sandbox,
    });
}
