namespace PartnerQualification.Client.Pacing;

/// <summary>
/// The gate through which every attempt of one operation goes, first come, first served, but for customers that wait by themselves.
/// It knows who waits; <see cref="OperationPace"/> knows until when.
/// Every permit that <see cref="WaitAsync"/> gives is ended by exactly one of <see cref="Answered"/>, <see cref="Throttled"/> and <see cref="Abandoned"/>.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private readonly object gate = new();
    private readonly OperationPace pace = new();
    private readonly LinkedList<Waiter> waiting = new();
    private readonly GateClock clock;
    private readonly ITimer timer;
    private double longestPause = double.NegativeInfinity;
    private bool isJudging;
    private bool wasRefused;
    private bool isDisposed;

    public Pacer(TimeProvider time)
    {
        clock = new GateClock(time);
        timer = time.CreateTimer(static state => ((Pacer)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How fast it goes at the moment, and why.</summary>
    public PacingStatus Status
    {
        get
        {
            lock (gate)
            {
                var now = clock.Now();
                pace.Pass(now, Next(now) is not null);
                return new PacingStatus(pace.Rate, Durations.OfSeconds(pace.PausedFor(now)), Durations.OfSeconds(pace.HeldTime), pace.ThrottledAnswers);
            }
        }
    }

    /// <summary>How long requests for a customer wait from now on because the service asked for it.</summary>
    /// <param name="customer">The customer; nothing where the operation names none.</param>
    public TimeSpan PausedFor(string? customer)
    {
        lock (gate) return Durations.OfSeconds(Math.Max(0, pace.PausedFor(clock.Now(), customer)));
    }

    /// <summary>Waits until one attempt may be sent. Costs next to nothing while no limit has been met.</summary>
    /// <param name="customer">The customer that it is about; nothing where the operation names none.</param>
    /// <param name="longest">How long the attempt may wait. A pause that lasts longer is not waited for at all, and ends the wait where it has begun already.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    /// <returns>The permit, to be ended whatever becomes of the attempt.</returns>
    /// <exception cref="AttemptException">Everybody or the customer pauses for longer than that, or the pacer was disposed of.</exception>
    public ValueTask<Permit> WaitAsync(string? customer, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<Permit>(Task.FromCanceled<Permit>(cancellationToken));
        lock (gate)
        {
            var now = clock.Now();
            var isNext = Next(now) is null;
            pace.Pass(now, !isNext);
            if (isNext && !isDisposed && pace.MayGo(now, customer) && pace.TryTake(now, customer, out var permit, out _)) return new ValueTask<Permit>(permit);
        }

        return new ValueTask<Permit>(QueueAsync(customer, longest, cancellationToken));
    }

    /// <summary>Takes note of an answer other than 429.</summary>
    /// <param name="permit">The attempt's permit.</param>
    public void Answered(Permit permit)
    {
        lock (gate)
        {
            pace.Accepted(clock.Now(), permit);
            ReleaseWaiters();
        }
    }

    /// <summary>Takes note of an answer 429: everybody waits for as long as it says, or its customer does.</summary>
    /// <param name="permit">The attempt's permit.</param>
    /// <param name="retryAfter">How long the service asks to wait; nothing where it does not say.</param>
    public void Throttled(Permit permit, TimeSpan? retryAfter)
    {
        lock (gate)
        {
            pace.Refused(clock.Now(), permit, retryAfter?.TotalSeconds);
            wasRefused = true;
            ReleaseWaiters();
        }
    }

    /// <summary>Takes note that an attempt ended without an answer.</summary>
    /// <param name="permit">The attempt's permit.</param>
    public void Abandoned(Permit permit)
    {
        lock (gate)
        {
            pace.Abandoned(clock.Now(), permit);
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

    private async Task<Permit> QueueAsync(string? customer, TimeSpan longest, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (gate)
        {
            var now = clock.Now();
            waiter = new Waiter(customer, now + longest.TotalSeconds);
            if (TooLong(waiter, now) is { } error) throw error;
            waiting.AddLast(waiter);
            ReleaseWaiters();
        }

        using (cancellationToken.Register(() => Cancel(waiter, cancellationToken)))
        {
            return await waiter.Permit.Task.ConfigureAwait(false);
        }
    }

    /// <summary>The first of those who wait that does not wait for its own customer. Ahead of everybody it is rather not the customer that was refused last.</summary>
    private LinkedListNode<Waiter>? Next(double now)
    {
        LinkedListNode<Waiter>? first = null;
        for (var node = waiting.First; node is not null; node = node.Next)
        {
            if (!pace.MayGo(now, node.Value.Customer)) continue;
            if (!pace.ShouldFollow(node.Value.Customer)) return node;
            first ??= node;
        }

        return first;
    }

    /// <summary>What ends the wait of somebody who cannot wait for the end of a pause; nothing where there is time, or it is not certain yet whom the pause is for.</summary>
    private AttemptException? TooLong(Waiter waiter, double now)
    {
        if (pace.WaitsUntil(waiter.Customer) is var own && own > waiter.Until) return new AttemptException(AttemptOutcome.Paused) { Pause = Durations.OfSeconds(own - now), IsOfOneCustomer = true };
        return pace.PausedUntil(now) is { } until && until > waiter.Until ? new AttemptException(AttemptOutcome.Paused) { Pause = Durations.OfSeconds(until - now) } : null;
    }

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
        var now = clock.Now();
        var due = double.PositiveInfinity;
        pace.Pass(now, isWaiting: true);
        var next = Next(now);
        while (next is not null && pace.TryTake(now, next.Value.Customer, out var permit, out due))
        {
            waiting.Remove(next);
            next.Value.Permit.TrySetResult(permit);
            next = Next(now);
        }

        RejectLate(now);
        next = Next(now);
        pace.Pass(now, next is not null);
        if (waiting.Count > 0) timer.Change(GateClock.Until(Math.Min(next is null ? double.PositiveInfinity : due, NextChange(now)), now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Ends the wait of those who cannot wait for the end of a pause, where there is a new one. Those who come after it began are refused as they come.
    /// While a refusal is being looked into nobody's wait ends: the pause may be one customer's.
    /// </summary>
    private void RejectLate(double now)
    {
        var wasJudging = isJudging;
        isJudging = pace.JudgedUntil(now) > now;
        var until = pace.PausedUntil(now) ?? double.NegativeInfinity;
        if (isJudging || (until <= longestPause && !wasJudging && !wasRefused)) return;
        longestPause = Math.Max(until, longestPause);
        wasRefused = false;
        for (var node = waiting.First; node is not null;)
        {
            var next = node.Next;
            if (TooLong(node.Value, now) is { } error)
            {
                waiting.Remove(node);
                node.Value.Permit.TrySetException(error);
            }

            node = next;
        }
    }

    /// <summary>When something changes for those who wait without an answer coming: a customer's own wait is over, or it is certain whom a refusal is for.</summary>
    private double NextChange(double now)
    {
        var next = pace.JudgedUntil(now) is var judged && judged > now ? judged : double.PositiveInfinity;
        if (!pace.HasWaits) return next;
        foreach (var waiter in waiting)
        {
            var until = pace.WaitsUntil(waiter.Customer);
            if (until > now) next = Math.Min(next, until);
        }

        return next;
    }

    private void RejectAll()
    {
        foreach (var waiter in waiting) waiter.Permit.TrySetException(new AttemptException(AttemptOutcome.Closed));
        waiting.Clear();
    }

    /// <summary>Somebody who waits, and until when.</summary>
    private sealed class Waiter(string? customer, double until)
    {
        public string? Customer => customer;

        public double Until => until;

        // Completed under the lock: without this option the whole rest of a request would run inside it.
        public TaskCompletionSource<Permit> Permit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
