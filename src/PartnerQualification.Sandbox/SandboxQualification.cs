namespace PartnerQualification.Sandbox;

/// <summary>One qualification of a sandbox's customer.</summary>
/// <param name="Qualification">Its name.</param>
/// <param name="VettingStatus">The state of its review; nothing where there is none.</param>
/// <param name="VettingReason">Why it was denied.</param>
public sealed record SandboxQualification(string Qualification, string? VettingStatus, string? VettingReason);
