using PartnerQualification.Sandbox;

namespace PartnerQualification.Emulator.State;

/// <summary>What has happened at the emulator so far. Never holds a token.</summary>
/// <param name="Requests">How many requests of the service arrived.</param>
/// <param name="ByStatus">How many were answered with each status.</param>
/// <param name="Throttled">How many were refused as too many.</param>
/// <param name="Unanswered">How many got no answer: cut by a fault, or left by the client.</param>
/// <param name="PeakConcurrency">How many were under way at once at the most.</param>
/// <param name="Customers">The customers for whom a POST arrived.</param>
/// <param name="ValidationCodes">The validation codes with what remains on each.</param>
/// <param name="LastRequests">The latest requests with their headers, the oldest first.</param>
public sealed record EmulatorState(
    long Requests,
    IReadOnlyDictionary<int, long> ByStatus,
    long Throttled,
    long Unanswered,
    int PeakConcurrency,
    IReadOnlyList<EmulatorCustomer> Customers,
    IReadOnlyList<SandboxValidationCode> ValidationCodes,
    IReadOnlyList<RecordedRequest> LastRequests);
