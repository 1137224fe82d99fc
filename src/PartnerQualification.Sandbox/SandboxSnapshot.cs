namespace PartnerQualification.Sandbox;

/// <summary>What has become of a sandbox so far.</summary>
/// <param name="Customers">The customers for whom a request has taken effect, in the order of their ids.</param>
/// <param name="ValidationCodes">The partner's validation codes with what remains on each.</param>
public sealed record SandboxSnapshot(IReadOnlyList<SandboxCustomer> Customers, IReadOnlyList<SandboxValidationCode> ValidationCodes);
