namespace PartnerQualification.Sandbox.Tokens;

/// <summary>What decides whether a token opens the door.</summary>
internal sealed class SandboxClaims(DateTimeOffset expires, bool isApp, bool hasMfa)
{
    public DateTimeOffset Expires { get; } = expires;

    public bool IsApp { get; } = isApp;

    public bool HasMfa { get; } = hasMfa;
}
