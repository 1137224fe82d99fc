namespace PartnerQualification.Sandbox;

/// <summary>Opens sandboxes for a caller that knows this assembly by name only.</summary>
public sealed class SandboxFactory : ISandboxFactory
{
    /// <inheritdoc/>
    public ISandbox Open(SandboxOptions options) => new PartnerCenterSandbox(options);
}
