namespace PartnerQualification.Sandbox;

/// <summary>What has happened in a sandbox so far.</summary>
/// <param name="Customers">The customers for whom a request has taken effect, in the order of their ids.</param>
/// <param name="ValidationCodes">The partner's validation codes with what remains on each.</param>
public sealed record SandboxSnapshot(IReadOnlyList<SandboxCustomer> Customers, IReadOnlyList<SandboxValidationCode> ValidationCodes);

/// <summary>What a sandbox knows of one customer.</summary>
/// <param name="CustomerId">The customer's tenant id.</param>
/// <param name="Qualifications">The qualifications, as they are now, whatever reads show.</param>
/// <param name="EffectivePosts">How many requests have changed something for this customer so far.</param>
public sealed record SandboxCustomer(string CustomerId, IReadOnlyList<SandboxQualification> Qualifications, int EffectivePosts);

/// <summary>One qualification of a sandbox's customer.</summary>
/// <param name="Qualification">Its name.</param>
/// <param name="VettingStatus">The state of its review; nothing where there is none.</param>
/// <param name="VettingReason">Why it was denied.</param>
public sealed record SandboxQualification(string Qualification, string? VettingStatus, string? VettingReason);

/// <summary>One validation code of a sandbox's partner.</summary>
/// <param name="ValidationId">The code.</param>
/// <param name="RemainingCreates">How many customers it still serves; nothing where it has no end.</param>
public sealed record SandboxValidationCode(string ValidationId, int? RemainingCreates);
