namespace PartnerQualification;

/// <summary>
/// How far one call of the service got, with all its retries. A caller who may be interrupted gives one along, and can then tell what was
/// sent and not answered. It may be read from any thread while the call is under way.
/// </summary>
public sealed class CallStatus
{
    // Both ids at once, so that whoever reads from another thread sees none of them half written.
    private CallIds? ids;
    private int attempts;
    private int openAttempts;
    private volatile bool isAccepted;

    /// <summary>The id of the request and of all its retries; nothing before the call.</summary>
    public Guid? RequestId => Volatile.Read(ref ids)?.RequestId;

    /// <summary>The id under which the service logs the call and all its retries; nothing before the call.</summary>
    public Guid? CorrelationId => Volatile.Read(ref ids)?.CorrelationId;

    /// <summary>How many times the request was sent.</summary>
    public int Attempts => Volatile.Read(ref attempts);

    /// <summary>Whether the request was sent at least once, by this call or an earlier run, and the fate of an attempt is not known: no answer has come, or none that settles it.</summary>
    public bool IsOpen => Volatile.Read(ref openAttempts) > 0;

    /// <summary>Whether the service has accepted the request, so that it has taken effect, whether or not its answer could be read.</summary>
    public bool IsAccepted => isAccepted;

    /// <summary>Notes the ids of the call. The same call may be made again, after a pause; another one may not.</summary>
    /// <returns>Whether the status is that of this request.</returns>
    internal bool Begin(Guid requestId, Guid correlationId)
    {
        var mine = new CallIds(requestId, correlationId);
        var before = Interlocked.CompareExchange(ref ids, mine, null);
        if (before is not null && before.RequestId != requestId) return false;
        Volatile.Write(ref ids, mine);
        return true;
    }

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

    private sealed record CallIds(Guid RequestId, Guid CorrelationId);
}
