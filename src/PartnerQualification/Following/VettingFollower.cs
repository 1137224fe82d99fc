using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification;

/// <summary>
/// Follows reviews until the service has decided them. All customers that wait for a decision are read in rounds, some of them side by side,
/// at intervals that grow from seconds to minutes, and one read answers for all reviews of its customer.
/// </summary>
public sealed class VettingFollower
{
    // A tenth more or less, so that several followers do not read at the same moments.
    private const double JitterShare = 0.1;

    private readonly IPartnerCenter center;
    private readonly VettingFollowerOptions options;
    private readonly Clock clock;
    private readonly Random random;

    /// <summary>Creates a follower.</summary>
    /// <param name="center">Where customers are read.</param>
    /// <param name="options">How they are followed.</param>
    /// <param name="clock">The time; the machine's own where nothing is given.</param>
    /// <param name="random">What the intervals are jittered with.</param>
    public VettingFollower(IPartnerCenter center, VettingFollowerOptions? options = null, Clock? clock = null, Random? random = null)
    {
        this.center = center ?? throw new ArgumentNullException(nameof(center));
        this.options = options ?? new VettingFollowerOptions();
        if (this.options.MaxConcurrentReads < 1) throw new ArgumentOutOfRangeException(nameof(options), Messages.MaxConcurrentReadsTooFew);
        this.clock = clock ?? Clock.System;
        this.random = random ?? new Random();
    }

    /// <summary>Follows reviews to their end. What is decided already is told at once, and the same review given twice is followed once.</summary>
    /// <param name="reviews">The qualifications to follow, as they were last known.</param>
    /// <param name="observer">Learns of every decision as it comes.</param>
    /// <param name="cancellationToken">Stops following.</param>
    /// <returns>The work; it ends when nothing is left to follow, or when the time given is over.</returns>
    /// <exception cref="PartnerCenterException">The session has come to its end, so that no review can be read any more; the observer is told nothing of those left.</exception>
    /// <exception cref="OperationCanceledException">The caller's own token was cancelled.</exception>
    public async Task FollowAsync(IEnumerable<CustomerQualification> reviews, IVettingObserver observer, CancellationToken cancellationToken = default)
    {
        var pending = new PendingReviews(reviews ?? throw new ArgumentNullException(nameof(reviews)), observer ?? throw new ArgumentNullException(nameof(observer)));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deadline = CancelAtTimeoutAsync(ending);
        try
        {
            await ReadRoundsAsync(pending, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            pending.TimeOut();
        }
        finally
        {
            ending.Cancel();
            await deadline.ConfigureAwait(false);
        }
    }

#if NET
    /// <summary>Follows reviews to their end, and gives each as it is decided, fails or runs out of time.</summary>
    /// <param name="reviews">The qualifications to follow, as they were last known.</param>
    /// <param name="cancellationToken">Stops following. So does leaving <c>await foreach</c> before its end.</param>
    /// <returns>The reviews, each once.</returns>
    /// <exception cref="PartnerCenterException">The session has come to its end; those left are not given.</exception>
    public IAsyncEnumerable<FollowedReview> ReadAllAsync(IEnumerable<CustomerQualification> reviews, CancellationToken cancellationToken = default)
    {
        if (reviews is null) throw new ArgumentNullException(nameof(reviews));
        return ReviewChannel.ReadAllAsync((observer, stop) => FollowAsync(reviews, observer, stop), cancellationToken);
    }
#endif

    private async Task CancelAtTimeoutAsync(CancellationTokenSource ending)
    {
        if (options.Timeout is not { } timeout) return;
        try
        {
            if (timeout > TimeSpan.Zero) await clock.WaitAsync(timeout, ending.Token).ConfigureAwait(false);
            ending.Cancel();
        }
        catch (OperationCanceledException)
        {
            // Everything was decided before that, or the caller cancelled.
        }
    }

    private async Task ReadRoundsAsync(PendingReviews pending, CancellationToken cancellationToken)
    {
        var interval = options.PollingInterval ?? options.FirstInterval;
        var round = new ReviewRound(center, options, clock, pending);
        while (pending.Any)
        {
            await clock.WaitAsync(Announce(pending, round, Jittered(interval)), cancellationToken).ConfigureAwait(false);
            await round.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (round.IsOver && options.PollingInterval is null) interval = Longer(interval);
        }

        pending.Report(nextRound: null);
    }

    /// <summary>Says when the customers are read again: after the interval, but not before a pause of the service is over. A round that was cut short goes on as soon as it is.</summary>
    private TimeSpan Announce(PendingReviews pending, ReviewRound round, TimeSpan interval)
    {
        var pause = round.Pause;
        var isPaused = pause > TimeSpan.Zero && (pause > interval || !round.IsOver);
        var wait = isPaused ? pause : interval;
        var next = clock.After(wait);
        pending.Report(next, isPaused);
        if (options.Trace is { } trace && trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TraceNextRound(next, wait, isPaused));
        return wait;
    }

    private TimeSpan Longer(TimeSpan interval)
    {
        var longer = Durations.Times(interval, options.Growth);
        return longer < options.LongestInterval ? longer : options.LongestInterval;
    }

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter keeps no secret.")]
    private TimeSpan Jittered(TimeSpan interval) =>
        Durations.Times(interval, 1 - JitterShare + (2 * JitterShare * random.NextDouble()));
}
