namespace PartnerQualification.PowerShell;

/// <summary>
/// Waits out the pauses that are too long for a request, on behalf of a command whose user is ready to wait: all its rows wait for the same
/// end, as far as the time given allows.
/// </summary>
/// <param name="timeout">How long all pauses may last together; without end where nothing is given.</param>
/// <param name="clock">The time.</param>
/// <param name="trace">Who is told of a pause.</param>
internal sealed class PauseWait(TimeSpan? timeout, Clock clock, ITraceSink? trace)
{
    private readonly object gate = new();
    private DateTimeOffset until;

    /// <summary>How long was waited so far.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>Begins to wait out a pause, or says that there is no time for it.</summary>
    public bool TryBegin(PartnerCenterException pause)
    {
        if (pause.ResumeAt is not { } resumeAt) return false;
        lock (gate)
        {
            if (resumeAt <= until) return true;
            var now = clock.UtcNow;
            var longer = resumeAt - (until > now ? until : now);
            if (timeout is { } limit && longer > limit - Spent) return false;
            if (longer > TimeSpan.Zero) Spent += longer;
            until = resumeAt;
            if (trace is not null && trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TracePause(resumeAt, resumeAt - now));
            return true;
        }
    }

    /// <summary>Waits until the pause is over.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan left;
        lock (gate) left = until - clock.UtcNow;
        return clock.WaitAsync(left, cancellationToken);
    }
}
