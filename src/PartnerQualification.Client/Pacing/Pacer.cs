namespace PartnerQualification.Client.Pacing;

/// <summary>
/// The gate through which every attempt of a session goes, first come, first served. It knows who waits; <see cref="Pace"/> knows until when.
/// Every permit that <see cref="WaitAsync"/> gives is ended by exactly one of <see cref="Answered"/>, <see cref="Throttled"/> and <see cref="Abandoned"/>.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly object gate = new();
    private readonly Pace pace = new();
    private readonly LinkedList<Waiter> waiting = new();
    private readonly TimeProvider time;
    private readonly long start;
    private readonly ITimer timer;
    private double latest;
    private double longestPause = double.NegativeInfinity;
    private bool isDisposed;

    public Pacer(TimeProvider time)
    {
        this.time = time;
        start = time.GetTimestamp();
        timer = time.CreateTimer(static state => ((Pacer)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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
                return new PacingStatus(pace.Rate, Durations.OfSeconds(pace.PausedFor(now)), Durations.OfSeconds(pace.HeldTime), pace.ThrottledAnswers);
            }
        }
    }

    /// <summary>Waits until one attempt may be sent. Costs next to nothing while no limit has been met.</summary>
    /// <param name="longest">How long the attempt may wait. A pause that lasts longer is not waited for at all, and ends the wait where it has begun already.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    /// <returns>The permit, to be ended whatever becomes of the attempt.</returns>
    /// <exception cref="AttemptException">Everybody pauses for longer than that, or the pacer was disposed of.</exception>
    public ValueTask<Permit> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<Permit>(Task.FromCanceled<Permit>(cancellationToken));
        lock (gate)
        {
            var now = Now();
            pace.Pass(now, waiting.Count > 0);
            if (waiting.Count == 0 && !isDisposed && pace.TryTake(now, out var permit, out _)) return new ValueTask<Permit>(permit);
        }

        return new ValueTask<Permit>(QueueAsync(longest, cancellationToken));
    }

    /// <summary>Takes note of an answer other than 429.</summary>
    /// <param name="permit">The attempt's permit.</param>
    public void Answered(Permit permit)
    {
        lock (gate)
        {
            pace.Accepted(Now(), permit);
            ReleaseWaiters();
        }
    }

    /// <summary>Takes note of an answer 429: everybody waits for as long as it says.</summary>
    /// <param name="permit">The attempt's permit.</param>
    /// <param name="retryAfter">How long the service asks to wait; nothing where it does not say.</param>
    public void Throttled(Permit permit, TimeSpan? retryAfter)
    {
        lock (gate)
        {
            pace.Refused(Now(), permit, retryAfter?.TotalSeconds);
            ReleaseWaiters();
        }
    }

    /// <summary>Takes note that an attempt ended without an answer.</summary>
    /// <param name="permit">The attempt's permit.</param>
    public void Abandoned(Permit permit)
    {
        lock (gate)
        {
            pace.Abandoned(Now(), permit);
            ReleaseWaiters();
        }
    }

    /// <summary>Ends all waiting, and gives no permit any more. Permits that are out are ended as before.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            timer.Dispose();
            ReleaseWaiters();
        }
    }

    private async Task<Permit> QueueAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (gate)
        {
            var now = Now();
            waiter = new Waiter(now + longest.TotalSeconds);
            if (pace.PausedUntil is { } until && until > waiter.Until) throw PauseTooLong(until, now);
            waiting.AddLast(waiter);
            ReleaseWaiters();
        }

        using (cancellationToken.Register(() => Cancel(waiter, cancellationToken)))
        {
            return await waiter.Permit.Task.ConfigureAwait(false);
        }
    }

    private static AttemptException PauseTooLong(double until, double now) => new(AttemptOutcome.Paused) { Pause = Durations.OfSeconds(until - now) };

    /// <summary>Takes a waiter out of the queue. Who has a permit already keeps it, and ends it like any other.</summary>
    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!waiting.Remove(waiter)) return;
            waiter.Permit.TrySetCanceled(cancellationToken);
            ReleaseWaiters();
        }
    }

    private void OnTimer()
    {
        lock (gate) ReleaseWaiters();
    }

    /// <summary>Gives permits to those whose time has come, and sets the timer for the next one. Only under the lock.</summary>
    private void ReleaseWaiters()
    {
        if (isDisposed) RejectAll();
        if (waiting.Count == 0) return;
        var now = Now();
        var due = double.PositiveInfinity;
        pace.Pass(now, waiting.Count > 0);
        while (waiting.First is { } first && pace.TryTake(now, out var permit, out due))
        {
            waiting.RemoveFirst();
            first.Value.Permit.TrySetResult(permit);
        }

        if (pace.PausedUntil is { } until && until > longestPause) RejectWaitersUntil(until, now);
        pace.Pass(now, waiting.Count > 0);
        if (waiting.Count > 0) timer.Change(Until(due, now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends the wait of those who cannot wait for the end of a pause. Those who come after it began are refused as they come.</summary>
    private void RejectWaitersUntil(double until, double now)
    {
        longestPause = until;
        for (var node = waiting.First; node is not null;)
        {
            var next = node.Next;
            if (until > node.Value.Until)
            {
                waiting.Remove(node);
                node.Value.Permit.TrySetException(PauseTooLong(until, now));
            }

            node = next;
        }
    }

    private void RejectAll()
    {
        foreach (var waiter in waiting) waiter.Permit.TrySetException(new AttemptException(AttemptOutcome.Closed));
        waiting.Clear();
    }

    /// <summary>In whole milliseconds, rounded up: a timer drops the fraction, and would fire too early.</summary>
    private static TimeSpan Until(double due, double now)
    {
        if (double.IsPositiveInfinity(due)) return Timeout.InfiniteTimeSpan;
        return TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling((due - now) * 1000), LongestTimer.TotalMilliseconds));
    }

    /// <summary>The time. Only under the lock, so that it never runs back, whatever time provider it comes from.</summary>
    private double Now() => latest = Math.Max(latest, time.GetElapsedTime(start).TotalSeconds);

    /// <summary>Somebody who waits, and until when.</summary>
    private sealed class Waiter(double until)
    {
        public double Until => until;

        // Completed under the lock: without this option the whole rest of a request would run inside it.
        public TaskCompletionSource<Permit> Permit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
