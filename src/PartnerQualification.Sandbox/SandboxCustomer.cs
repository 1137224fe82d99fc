namespace PartnerQualification.Sandbox;

/// <summary>What a sandbox knows of one customer.</summary>
/// <param name="CustomerId">The customer's tenant id.</param>
/// <param name="Qualifications">The qualifications, as a reader would see them now.</param>
/// <param name="EffectivePosts">How many requests have changed something for this customer.</param>
public sealed record SandboxCustomer(string CustomerId, IReadOnlyList<SandboxQualification> Qualifications, int EffectivePosts);
