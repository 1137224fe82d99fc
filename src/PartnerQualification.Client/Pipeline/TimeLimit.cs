namespace PartnerQualification.Client;

/// <summary>A limit in time and the cancellations of others, in one token that still knows which of them it was.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationToken closing;
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration callerRegistration;
    private readonly CancellationTokenRegistration closingRegistration;

    /// <summary>Begins a limit.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="time">The time to go by.</param>
    /// <param name="caller">The caller's cancellation.</param>
    /// <param name="closing">Cancelled when whatever this is part of is closed.</param>
    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken caller, CancellationToken closing = default)
    {
        this.caller = caller;
        this.closing = closing;
        // Every request makes two of these: one source that the others cancel too is half the price of two that are linked.
#if NETSTANDARD2_0
        source = time.CreateCancellationTokenSource(limit);
        callerRegistration = caller.Register(static state => ((CancellationTokenSource)state).Cancel(), source);
        closingRegistration = closing.Register(static state => ((CancellationTokenSource)state).Cancel(), source);
#else
        source = new CancellationTokenSource(limit, time);
        callerRegistration = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        closingRegistration = closing.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
#endif
    }

    public CancellationToken Token => source.Token;

    /// <summary>Whether the time is over, and nobody else ended it.</summary>
    public bool IsOver => source.IsCancellationRequested && !caller.IsCancellationRequested && !closing.IsCancellationRequested;

    public void Dispose()
    {
        callerRegistration.Dispose();
        closingRegistration.Dispose();
        source.Dispose();
    }
}
