namespace PartnerQualification;

/// <summary>Makes sandboxes. Implemented by the sandbox's assembly, and the only type that is asked of it by name.</summary>
public interface ISandboxFactory
{
    /// <summary>Opens a new sandbox with a state of its own.</summary>
    /// <param name="options">How it behaves.</param>
    /// <returns>The sandbox.</returns>
    ISandbox Open(SandboxOptions options);
}
