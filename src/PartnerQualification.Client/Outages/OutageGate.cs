namespace PartnerQualification.Client.Outages;

/// <summary>
/// What holds everybody back while nothing gets through to the service. It knows who waits; <see cref="Breaker"/> knows when the next probe leaves.
/// Every pass that <see cref="WaitAsync"/> gives is ended by exactly one of <see cref="GotThrough"/>, <see cref="Failed"/>, <see cref="SaidNothing"/> and <see cref="Abandoned"/>.
/// </summary>
internal sealed class OutageGate : IDisposable
{
    private readonly object gate = new();
    private readonly Breaker breaker;
    private readonly LinkedList<Waiter> waiting = new();
    private readonly GateClock clock;
    private readonly ITimer timer;
    private AttemptException? latestFailure;
    private string cause = string.Empty;
    private Func<AttemptException>? givenUp;
    private bool isDisposed;

    public OutageGate(TimeProvider time, OutageLimits limits)
    {
        clock = new GateClock(time);
        breaker = new Breaker(limits);
        timer = time.CreateTimer(static state => ((OutageGate)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long nothing has got through, where everybody waits for the end of an outage; nothing otherwise.</summary>
    public TimeSpan? OpenFor
    {
        get
        {
            lock (gate) return breaker.IsOpen ? Lasted() : null;
        }
    }

    /// <summary>Waits until one attempt may be sent. Costs next to nothing while things get through.</summary>
    /// <param name="request">The request. One that was first seen in an outage that was given up since is not sent any more.</param>
    /// <param name="cancellationToken">Gives up the place among those who wait.</param>
    /// <returns>The pass, to be ended whatever becomes of the attempt.</returns>
    /// <exception cref="AttemptException">The outage was given up.</exception>
    public ValueTask<Pass> WaitAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<Pass>(Task.FromCanceled<Pass>(cancellationToken));
        Waiter waiter;
        lock (gate)
        {
            request.FirstSeen ??= breaker.GivenUp;
            if (request.FirstSeen != breaker.GivenUp) return new ValueTask<Pass>(Task.FromException<Pass>(givenUp!()));
            if (!breaker.IsOpen && breaker.TryPass(clock.Now(), out var pass)) return new ValueTask<Pass>(pass);
            waiter = new Waiter(request);
            waiting.AddLast(waiter);
            Release();
        }

        return new ValueTask<Pass>(QueueAsync(waiter, cancellationToken));
    }

    /// <summary>Takes note of an answer that shows the service at work.</summary>
    public void GotThrough(ServiceRequest request)
    {
        TimeSpan lasted;
        lock (gate)
        {
            var wasOpen = breaker.IsOpen;
            breaker.GotThrough();
            if (!wasOpen) return;
            lasted = Lasted();
            Release();
        }

        if (request.Call.Trace is { } trace && trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TraceOutageOver(lasted));
    }

    /// <summary>Takes note of a failure that may pass.</summary>
    /// <param name="pass">The attempt's pass.</param>
    /// <param name="request">Its request.</param>
    /// <param name="answer">The answer, where one came.</param>
    /// <param name="failure">The failure, where none came.</param>
    /// <returns>What the request ends with, where the outage is given up with it; otherwise nothing.</returns>
    public AttemptException? Failed(Pass pass, ServiceRequest request, Answer? answer, AttemptException? failure)
    {
        TimeSpan toProbe;
        lock (gate)
        {
            var now = clock.Now();
            var wasOpen = breaker.IsOpen;
            latestFailure = failure;
            cause = failure is null ? Messages.AnsweredWith((int)answer!.StatusCode) : failure.Words;

            // The same customer again is the same row, whatever is asked of it.
            var row = request.Operation.CustomerId ?? (object)request.Call;
            var how = new AttemptFailure(failure?.Outcome != AttemptOutcome.NotConnected, answer?.RetryAfter?.TotalSeconds ?? 0, HeldFor(pass, request));
            if (breaker.Failed(now, pass, row, how)) return GiveUp();
            if (failure is not null && breaker.IsUnreachable) failure.OutageLasted = Lasted();
            Release();
            if (wasOpen || !breaker.IsOpen) return null;
            toProbe = Durations.OfSeconds(breaker.ProbeDue - now);
        }

        if (request.Call.Trace is { } trace && trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TraceOutage(cause, toProbe));
        return null;
    }

    /// <summary>Takes note of an answer that neither is a failure that may pass nor comes from the service.</summary>
    /// <param name="pass">The attempt's pass.</param>
    /// <param name="request">Its request.</param>
    public void SaidNothing(Pass pass, ServiceRequest request)
    {
        lock (gate)
        {
            if (breaker.SaidNothing(clock.Now(), pass, HeldFor(pass, request))) GiveUp();
            else Release();
        }
    }

    /// <summary>Takes note that an attempt was given up by its caller, or never sent.</summary>
    /// <param name="pass">The attempt's pass.</param>
    public void Abandoned(Pass pass)
    {
        lock (gate)
        {
            breaker.Abandoned(pass);
            Release();
        }
    }

    /// <summary>Ends all waiting.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            timer.Dispose();
            RejectAll(static () => new AttemptException(AttemptOutcome.Closed));
        }
    }

    private async Task<Pass> QueueAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(() => Cancel(waiter, cancellationToken)))
        {
            return await waiter.Pass.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Takes a waiter out. Who has a pass already keeps it, and ends it like any other.</summary>
    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (waiting.Remove(waiter)) waiter.Pass.TrySetCanceled(cancellationToken);
        }
    }

    private void OnTimer()
    {
        lock (gate) Release();
    }

    /// <summary>Gives passes to those who may go: all of them, or the next probe; and sets the timer for it. Only under the lock.</summary>
    private void Release()
    {
        if (isDisposed) RejectAll(static () => new AttemptException(AttemptOutcome.Closed));
        var now = clock.Now();
        while (waiting.Count > 0 && breaker.TryPass(now, out var pass))
        {
            var next = breaker.IsOpen ? NextProbe() : waiting.First!.Value;
            waiting.Remove(next);
            next.Pass.TrySetResult(pass);
        }

        if (waiting.Count > 0 && !double.IsPositiveInfinity(breaker.ProbeDue)) timer.Change(GateClock.Until(breaker.ProbeDue, now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Another row each time: whoever was sent least; of several, one that only reads, so that nothing is left open; of those, who waits longest.</summary>
    private Waiter NextProbe()
    {
        var best = waiting.First!.Value;
        foreach (var waiter in waiting)
        {
            if ((waiter.Request.Call.Attempts, waiter.Request.Operation.IsChange).CompareTo((best.Request.Call.Attempts, best.Request.Operation.IsChange)) < 0) best = waiter;
        }

        return best;
    }

    /// <summary>Ends everybody's wait, and whoever comes back later from that outage. Only under the lock.</summary>
    private AttemptException GiveUp()
    {
        var (lasted, unreachable, words) = (Lasted(), breaker.IsUnreachable ? latestFailure : null, cause);
        givenUp = () => unreachable is null
            ? new AttemptException(AttemptOutcome.Outage) { OutageLasted = lasted, Cause = words }
            : new AttemptException(AttemptOutcome.Unreachable, unreachable.InnerException) { OutageLasted = lasted };
        RejectAll(givenUp);
        return givenUp();
    }

    private void RejectAll(Func<AttemptException> end)
    {
        foreach (var waiter in waiting) waiter.Pass.TrySetException(end());
        waiting.Clear();
    }

    private TimeSpan Lasted() => Durations.OfSeconds(clock.Now() - breaker.Since);

    /// <summary>How long the pacer, or a sign-in, kept an attempt from leaving.</summary>
    private double HeldFor(Pass pass, ServiceRequest request) => request.LeftAt is { } leftAt ? Math.Max(0, clock.At(leftAt) - pass.SentAt) : 0;

    /// <summary>Somebody who waits.</summary>
    private sealed class Waiter(ServiceRequest request)
    {
        public ServiceRequest Request => request;

        // Completed under the lock: without this option the whole rest of a request would run inside it.
        public TaskCompletionSource<Pass> Pass { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
