using PartnerQualification.Sandbox;

namespace PartnerQualification.Emulator.State;

/// <summary>What has happened at the emulator so far. Never holds a token.</summary>
/// <param name="Requests">How many requests of the service arrived.</param>
/// <param name="ByStatus">How many were answered with each status.</param>
/// <param name="Throttled">How many were refused as too many.</param>
/// <param name="Unanswered">How many got no answer: cut by a fault, or given up by the client.</param>
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

/// <summary>What somebody waits for at an emulator: all of it, at once.</summary>
public sealed record StateCondition
{
    /// <summary>How many requests have arrived at least.</summary>
    public int Requests { get; init; }

    /// <summary>For how many customers a POST has arrived at least.</summary>
    public int Customers { get; init; }

    /// <summary>How many requests are under way, exactly; any number where nothing is given.</summary>
    public int? UnderWay { get; init; }
}

/// <summary>What has happened to one customer.</summary>
/// <param name="CustomerId">The customer's tenant id, as the path had it, in lower case.</param>
/// <param name="Qualifications">The qualifications, as they are now, whatever reads show.</param>
/// <param name="PostsArrived">How many POSTs arrived, whatever became of them.</param>
/// <param name="PostsEffective">How many of them have changed something so far.</param>
public sealed record EmulatorCustomer(string CustomerId, IReadOnlyList<SandboxQualification> Qualifications, int PostsArrived, int PostsEffective);

/// <summary>A request that arrived.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path and query.</param>
/// <param name="Headers">Its headers, without what is secret.</param>
public sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers);
