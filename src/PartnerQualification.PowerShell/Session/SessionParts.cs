namespace PartnerQualification.PowerShell;

/// <summary>What a session is made of, whatever the way to sign in.</summary>
internal sealed record SessionParts
{
    public required string Environment { get; init; }

    public required Uri Endpoint { get; init; }

    public required IAccessTokenSource Tokens { get; init; }

    public required IPartnerCenter Center { get; init; }

    /// <summary>What brings script blocks of this session to a pipeline thread.</summary>
    public required PipelineRelay Relay { get; init; }

    /// <summary>The application, tenant and cloud of the sign-in, without its secrets; nothing where nobody signed in.</summary>
    public SignInRequest? SignIn { get; init; }

    /// <summary>What the session closes with itself: its sandbox, or a certificate that was opened for it.</summary>
    public IDisposable? Owned { get; init; }
}
