namespace PartnerQualification.Client;

/// <summary>A caller's cancellation and a limit in time, in one token that still knows which of the two it was.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource clock;
    private readonly CancellationTokenSource either;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
#if NETSTANDARD2_0
        clock = time.CreateCancellationTokenSource(limit);
#else
        clock = new CancellationTokenSource(limit, time);
#endif
        either = CancellationTokenSource.CreateLinkedTokenSource(caller, clock.Token);
    }

    public CancellationToken Token => either.Token;

    /// <summary>Whether the time is over, and it was not the caller who ended it.</summary>
    public bool IsOver => clock.IsCancellationRequested && !caller.IsCancellationRequested;

    public void Dispose()
    {
        either.Dispose();
        clock.Dispose();
    }
}
