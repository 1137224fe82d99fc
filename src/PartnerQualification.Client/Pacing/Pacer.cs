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
    private readonly LinkedList<Waiter> waiting = new();
    private readonly TimeProvider time;
    private readonly long start;
    private readonly ITimer timer;
    private double longestPause = double.NegativeInfinity;
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
                return new PacingStatus(pace.Rate, Lengths.OfSeconds(pace.PausedFor(now)), Lengths.OfSeconds(pace.HeldTime), pace.Refusals);
            }
        }
    }

    /// <summary>Waits until one attempt may be sent. Costs next to nothing while no limit has been met.</summary>
    /// <param name="patience">How long the attempt may wait. A pause that lasts longer is not begun; whoever waits already leaves as soon as it is known.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    /// <returns>The leave, to be ended whatever becomes of the attempt.</returns>
    /// <exception cref="AttemptException">Everybody pauses for longer than that.</exception>
    public ValueTask<Leave> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<Leave>(Task.FromCanceled<Leave>(cancellationToken));
        lock (gate)
        {
            var now = Now();
            pace.Pass(now, waiting.Count > 0);
            if (waiting.Count == 0 && pace.TryTake(now, out var leave, out _)) return new ValueTask<Leave>(leave);
        }

        return new ValueTask<Leave>(QueueAsync(patience, cancellationToken));
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

    private async Task<Leave> QueueAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (gate)
        {
            var now = Now();
            waiter = new Waiter(now + patience.TotalSeconds);
            if (pace.PausedUntil is { } until && until > waiter.Until) throw TooLong(until, now);
            waiting.AddLast(waiter);
            LetGo();
        }

        using (cancellationToken.Register(() => GiveUp(waiter, cancellationToken)))
        {
            return await waiter.Leave.Task.ConfigureAwait(false);
        }
    }

    private static AttemptException TooLong(double until, double now) => new(AttemptOutcome.Paused) { Pause = Lengths.OfSeconds(until - now) };

    /// <summary>Whoever still stands in the queue leaves it; whoever has the leave already keeps it, and ends it as everybody does.</summary>
    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!waiting.Remove(waiter)) return;
            waiter.Leave.TrySetCanceled(cancellationToken);
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
            first.Value.Leave.TrySetResult(leave);
        }

        if (pace.PausedUntil is { } until && until > longestPause) SendAway(until, now);
        pace.Pass(now, waiting.Count > 0);
        if (waiting.Count > 0) timer.Change(Until(due, now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whoever cannot wait for the end of a pause is told so at once. Those who came after it began are told as they come.</summary>
    private void SendAway(double until, double now)
    {
        longestPause = until;
        for (var node = waiting.First; node is not null;)
        {
            var next = node.Next;
            if (until > node.Value.Until)
            {
                waiting.Remove(node);
                node.Value.Leave.TrySetException(TooLong(until, now));
            }

            node = next;
        }
    }

    private void EndAll()
    {
        foreach (var waiter in waiting) waiter.Leave.TrySetException(new ObjectDisposedException(nameof(Pacer)));
        waiting.Clear();
    }

    /// <summary>In whole milliseconds and never too short: a timer drops what is below, and would come back in vain.</summary>
    private static TimeSpan Until(double due, double now)
    {
        if (double.IsPositiveInfinity(due)) return Timeout.InfiniteTimeSpan;
        return TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling((due - now) * 1000), LongestTimer.TotalMilliseconds));
    }

    private double Now() => time.GetElapsedTime(start).TotalSeconds;

    /// <summary>Somebody who waits, and until when he can.</summary>
    private sealed class Waiter(double until)
    {
        public double Until => until;

        // Continuations run elsewhere: they are somebody's whole request, and the lock is held here.
        public TaskCompletionSource<Leave> Leave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
