namespace PartnerQualification.Sandbox;

/// <summary>Opens sandboxes for the cmdlets, which load this assembly by its name.</summary>
public sealed class SandboxFactory : ISandboxFactory
{
    /// <inheritdoc/>
    public ISandbox Open(SandboxOptions options) => new PartnerCenterSandbox(options);
}
