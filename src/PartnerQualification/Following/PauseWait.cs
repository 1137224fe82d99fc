namespace PartnerQualification;

/// <summary>
/// Waits out pauses of the service that are longer than a request may take: a call that failed because of one is made again when it is over.
/// Many calls may share one instance; they wait for the same end.
/// </summary>
public sealed class PauseWait
{
    private readonly object gate = new();
    private readonly TimeSpan? timeout;
    private readonly ITraceSink? trace;
    private readonly Clock clock;
    private DateTimeOffset until;

    /// <summary>Creates an instance.</summary>
    /// <param name="timeout">How long all pauses may last together; without end where nothing is given.</param>
    /// <param name="trace">Who is told of a pause.</param>
    /// <param name="clock">The time; the machine's own where nothing is given.</param>
    public PauseWait(TimeSpan? timeout = null, ITraceSink? trace = null, Clock? clock = null)
    {
        this.timeout = timeout;
        this.trace = trace;
        this.clock = clock ?? Clock.System;
    }

    /// <summary>How long the pauses have lasted together; the present one counts to its end.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>Makes a call, and makes it again after every pause that there is time for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the call and the waiting.</param>
    /// <returns>The work.</returns>
    /// <exception cref="PartnerCenterException">What the call failed with; a pause, too, that lasts longer than the time given.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken = default)
    {
        if (call is null) throw new ArgumentNullException(nameof(call));
        while (await IsPausedAsync(call, cancellationToken).ConfigureAwait(false))
        {
            TimeSpan left;
            lock (gate) left = until - clock.UtcNow;
            await clock.WaitAsync(left, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsPausedAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call(cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (PartnerCenterException pause) when (pause.ResumeAt is not null)
        {
            if (!TryBegin(pause.ResumeAt.Value)) throw;
            return true;
        }
    }

    private bool TryBegin(DateTimeOffset resumeAt)
    {
        lock (gate)
        {
            var now = clock.UtcNow;
            if (resumeAt <= now) return false;
            if (resumeAt <= until) return true;
            var longer = resumeAt - (until > now ? until : now);
            if (longer > timeout - Spent) return false;
            Spent += longer;
            until = resumeAt;
            if (trace is not null && trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TracePause(resumeAt, resumeAt - now));
            return true;
        }
    }
}
