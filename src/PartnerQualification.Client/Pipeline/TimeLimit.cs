namespace PartnerQualification.Client;

/// <summary>A caller's cancellation and a limit in time, in one token that still knows which of the two it was.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration registration;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        // Every request makes two of these: one source that the caller cancels too is half the price of two that are linked.
#if NETSTANDARD2_0
        source = time.CreateCancellationTokenSource(limit);
        registration = caller.Register(static state => ((CancellationTokenSource)state).Cancel(), source);
#else
        source = new CancellationTokenSource(limit, time);
        registration = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
#endif
    }

    public CancellationToken Token => source.Token;

    /// <summary>Whether the time is over, and it was not the caller who ended it.</summary>
    public bool IsOver => source.IsCancellationRequested && !caller.IsCancellationRequested;

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}
