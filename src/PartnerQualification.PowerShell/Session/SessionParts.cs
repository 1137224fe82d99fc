namespace PartnerQualification.PowerShell;

/// <summary>What a session is made of, whatever the way to sign in.</summary>
internal sealed record SessionParts
{
    public required PartnerCenterEnvironment Environment { get; init; }

    public required Uri Endpoint { get; init; }

    public required IAccessTokenSource Tokens { get; init; }

    public required IPartnerCenter Center { get; init; }

    /// <summary>What brings script blocks of this session to a pipeline thread.</summary>
    public required PipelineRelay Relay { get; init; }

    /// <summary>The sandbox behind the session; the session closes it.</summary>
    public IDisposable? Sandbox { get; init; }
}
