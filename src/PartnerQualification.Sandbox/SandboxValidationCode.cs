namespace PartnerQualification.Sandbox;

/// <summary>One validation code of a sandbox's partner.</summary>
/// <param name="ValidationId">The code.</param>
/// <param name="RemainingCreates">How many customers it still serves.</param>
public sealed record SandboxValidationCode(string ValidationId, int RemainingCreates);
