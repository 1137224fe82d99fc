namespace PartnerQualification.Client.Pacing;

/// <summary>
/// The gate through which every attempt of a session goes, first come, first served. It knows who waits; <see cref="Pace"/> knows until when.
/// Every leave that <see cref="WaitAsync"/> gives is ended by exactly one of <see cref="Answered"/>, <see cref="Throttled"/> and <see cref="Abandoned"/>.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly object gate = new();
    private readonly Pace pace = new();
    private readonly LinkedList<TaskCompletionSource<Leave>> waiting = new();
    private readonly TimeProvider time;
    private readonly long start;
    private readonly ITimer timer;
    private bool isDisposed;

    public Pacer(TimeProvider time)
    {
        this.time = time;
        start = time.GetTimestamp();
        timer = time.CreateTimer(static state => ((Pacer)state!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How fast it goes at the moment, and why.</summary>
    public PacingStatus Status
    {
        get
        {
            lock (gate)
            {
                var now = Now();
                pace.Pass(now, waiting.Count > 0);
                return new PacingStatus(pace.Rate, Seconds(pace.PausedFor(now)), Seconds(pace.HeldTime), pace.Refusals);
            }
        }
    }

    /// <summary>Waits until one attempt may be sent. Costs next to nothing while no limit has been met.</summary>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    /// <returns>The leave, to be ended whatever becomes of the attempt.</returns>
    public ValueTask<Leave> WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<Leave>(Task.FromCanceled<Leave>(cancellationToken));
        lock (gate)
        {
            var now = Now();
            pace.Pass(now, waiting.Count > 0);
            if (waiting.Count == 0 && pace.TryTake(now, out var leave, out _)) return new ValueTask<Leave>(leave);
        }

        return new ValueTask<Leave>(QueueAsync(cancellationToken));
    }

    /// <summary>Takes note of an answer other than 429.</summary>
    /// <param name="leave">The attempt's leave.</param>
    public void Answered(Leave leave)
    {
        lock (gate)
        {
            pace.Accepted(Now(), leave);
            LetGo();
        }
    }

    /// <summary>Takes note of an answer 429: everybody waits for as long as it says.</summary>
    /// <param name="leave">The attempt's leave.</param>
    /// <param name="retryAfter">How long the service asks to wait; nothing where it does not say.</param>
    public void Throttled(Leave leave, TimeSpan? retryAfter)
    {
        lock (gate)
        {
            pace.Refused(Now(), leave, retryAfter?.TotalSeconds);
            LetGo();
        }
    }

    /// <summary>Takes note that an attempt ended without an answer.</summary>
    /// <param name="leave">The attempt's leave.</param>
    public void Abandoned(Leave leave)
    {
        lock (gate)
        {
            pace.Abandoned(leave);
            LetGo();
        }
    }

    /// <summary>Ends all waiting with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            timer.Dispose();
            LetGo();
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));

    private async Task<Leave> QueueAsync(CancellationToken cancellationToken)
    {
        // Continuations run elsewhere: they are somebody's whole request, and the lock is held here.
        var waiter = new TaskCompletionSource<Leave>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.AddLast(waiter);
            LetGo();
        }

        using (cancellationToken.Register(() => GiveUp(waiter, cancellationToken)))
        {
            return await waiter.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Whoever still stands in the queue leaves it; whoever has the leave already keeps it, and ends it as everybody does.</summary>
    private void GiveUp(TaskCompletionSource<Leave> waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!waiting.Remove(waiter)) return;
            waiter.TrySetCanceled(cancellationToken);
            LetGo();
        }
    }

    private void Pump()
    {
        lock (gate) LetGo();
    }

    /// <summary>Lets go whoever's time has come, and sets the timer for the next one.</summary>
    private void LetGo()
    {
        if (isDisposed) EndAll();
        if (waiting.Count == 0) return;
        var now = Now();
        var due = double.PositiveInfinity;
        pace.Pass(now, waiting.Count > 0);
        while (waiting.First is { } first && pace.TryTake(now, out var leave, out due))
        {
            waiting.RemoveFirst();
            first.Value.TrySetResult(leave);
        }

        pace.Pass(now, waiting.Count > 0);
        if (waiting.Count > 0) timer.Change(Until(due, now), Timeout.InfiniteTimeSpan);
    }

    private void EndAll()
    {
        foreach (var waiter in waiting) waiter.TrySetException(new ObjectDisposedException(nameof(Pacer)));
        waiting.Clear();
    }

    /// <summary>In whole milliseconds and never too short: a timer drops what is below, and would come back in vain.</summary>
    private static TimeSpan Until(double due, double now)
    {
        if (double.IsPositiveInfinity(due)) return Timeout.InfiniteTimeSpan;
        return TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling((due - now) * 1000), LongestTimer.TotalMilliseconds));
    }

    private double Now() => time.GetElapsedTime(start).TotalSeconds;
}
