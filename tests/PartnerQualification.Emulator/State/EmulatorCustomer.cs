using PartnerQualification.Sandbox;

namespace PartnerQualification.Emulator.State;

/// <summary>What has happened to one customer.</summary>
/// <param name="CustomerId">The customer's tenant id, as the path had it, in lower case.</param>
/// <param name="Qualifications">The qualifications, as a reader would see them now.</param>
/// <param name="PostsArrived">How many POSTs arrived, whatever became of them.</param>
/// <param name="PostsEffective">How many of them changed something.</param>
public sealed record EmulatorCustomer(string CustomerId, IReadOnlyList<SandboxQualification> Qualifications, int PostsArrived, int PostsEffective);
