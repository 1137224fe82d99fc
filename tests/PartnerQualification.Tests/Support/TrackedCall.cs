namespace PartnerQualification.Tests.Support;

/// <summary>A call whose ids a test knows beforehand, and which it can ask how far it got.</summary>
internal sealed class TrackedCall(ITraceSink? trace = null)
{
    private readonly CallStatus status = new();

    public Guid RequestId { get; init; } = Guid.NewGuid();

    public Guid CorrelationId { get; init; } = Guid.NewGuid();

    public DateTimeOffset? SentBefore { get; init; }

    public int Attempts => status.Attempts;

    public bool IsOpen => status.IsOpen;

    public bool IsAccepted => status.IsAccepted;

    public static implicit operator CallOptions?(TrackedCall? call) => call?.ToOptions();

    public CallOptions ToOptions() => new() { RequestId = RequestId, CorrelationId = CorrelationId, SentBefore = SentBefore, Trace = trace, Status = status };
}
