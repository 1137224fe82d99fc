namespace PartnerQualification;

/// <summary>
/// One call of the service with all its retries: its ids, who listens to it, and how far it got.
/// A caller who may be interrupted makes one beforehand, and can then tell what was sent and not answered.
/// </summary>
public sealed class ServiceCall
{
    private int attempts;
    private int openAttempts;
    private volatile bool isAccepted;

    /// <summary>Creates a call with ids of its own.</summary>
    /// <param name="trace">Who listens to this call.</param>
    public ServiceCall(ITraceSink? trace = null) => Trace = trace;

    /// <summary>The id of this request and of all its retries.</summary>
    public Guid RequestId { get; init; } = Guid.NewGuid();

    /// <summary>The id under which the service logs this call and all its retries. Activity records show it, and support asks for it.</summary>
    public Guid CorrelationId { get; init; } = Guid.NewGuid();

    /// <summary>
    /// When an earlier run sent this request, and did not learn what became of it; nothing for a new one.
    /// A request to set something is looked up then before it is sent.
    /// </summary>
    public DateTimeOffset? SentBefore { get; init; }

    /// <summary>Who listens to this call.</summary>
    public ITraceSink? Trace { get; }

    /// <summary>How many times the request was sent.</summary>
    public int Attempts => Volatile.Read(ref attempts);

    /// <summary>Whether the request was sent at least once, by this call or an earlier run, and the fate of an attempt is not known: no answer has come, or none that settles it.</summary>
    public bool IsOpen => Volatile.Read(ref openAttempts) > 0;

    /// <summary>Whether the service has accepted the request, so that it has taken effect, whether or not its answer could be read.</summary>
    public bool IsAccepted => isAccepted;

    /// <summary>Notes that the request is about to be sent. Called by the client, just before it is.</summary>
    internal void Sending()
    {
        Interlocked.Increment(ref attempts);
        Interlocked.Increment(ref openAttempts);
    }

    /// <summary>Notes that an earlier run sent the request, and that nobody knows what became of it. Called by the client before it looks.</summary>
    internal void EarlierAttemptIsOpen() => Interlocked.Increment(ref openAttempts);

    /// <summary>Notes that the latest attempt did nothing (refused, throttled, never connected, looked for and not found); earlier ones stay as they are.</summary>
    internal void AttemptDidNothing() => Interlocked.Decrement(ref openAttempts);

    /// <summary>Notes an answer that settles the fate of every attempt: the request has not taken effect, and will not.</summary>
    internal void Refused() => Volatile.Write(ref openAttempts, 0);

    /// <summary>Notes an answer that says that the request has taken effect.</summary>
    internal void Accepted()
    {
        // In this order: whoever looks in between still sees the request as open, and not as one that did nothing.
        isAccepted = true;
        Volatile.Write(ref openAttempts, 0);
    }
}
