using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification;

/// <summary>
/// Follows reviews until the service has decided them. One reader goes round all customers that wait for a decision,
/// at intervals that grow from seconds to minutes, and one read answers for all reviews of its customer.
/// </summary>
public sealed class VettingFollower
{
    // A tenth either way keeps several followers from reading in step.
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
        this.clock = clock ?? Clock.System;
        this.random = random ?? new Random();
    }

    /// <summary>Follows reviews to their end. What is decided already is told at once, and the same review given twice is followed once.</summary>
    /// <param name="reviews">The qualifications to follow, as they were last known.</param>
    /// <param name="observer">Learns of every decision as it comes.</param>
    /// <param name="cancellationToken">Stops following.</param>
    /// <returns>The work; it ends when nothing is left to follow, or when the time given is over.</returns>
    /// <exception cref="OperationCanceledException">The caller's own token was cancelled.</exception>
    public async Task FollowAsync(IEnumerable<CustomerQualification> reviews, IVettingObserver observer, CancellationToken cancellationToken = default)
    {
        var pending = new PendingReviews(reviews ?? throw new ArgumentNullException(nameof(reviews)), observer ?? throw new ArgumentNullException(nameof(observer)));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deadline = EndInTimeAsync(ending);
        try
        {
            await GoRoundAsync(pending, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            pending.TimeOut();
        }
        finally
        {
            ending.Cancel();
            await deadline.ConfigureAwait(false);
        }
    }

    private async Task EndInTimeAsync(CancellationTokenSource ending)
    {
        if (options.Timeout is not { } timeout) return;
        try
        {
            if (timeout > TimeSpan.Zero) await clock.Delay(timeout, ending.Token).ConfigureAwait(false);
            ending.Cancel();
        }
        catch (OperationCanceledException)
        {
            // Everything was decided first, or the caller lost interest.
        }
    }

    private async Task GoRoundAsync(PendingReviews pending, CancellationToken cancellationToken)
    {
        var interval = options.PollingInterval ?? options.FirstInterval;
        while (pending.Any)
        {
            var wait = Jittered(interval);
            pending.Report(clock.UtcNow + wait);
            await clock.Delay(wait, cancellationToken).ConfigureAwait(false);
            foreach (var customer in pending.Customers()) await ReadAsync(customer, pending, cancellationToken).ConfigureAwait(false);
            if (options.PollingInterval is null) interval = Longer(interval);
        }

        pending.Report(nextRound: null);
    }

    private async Task ReadAsync(string customer, PendingReviews pending, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var call = new ServiceCall(options.CorrelationId, options.Trace);
            pending.Learn(customer, await center.GetQualificationsAsync(customer, call, cancellationToken).ConfigureAwait(false));
        }
        catch (PartnerCenterException error) when (!PassesByItself(error.Kind))
        {
            pending.Fail(customer, error);
        }
        catch (PartnerCenterException)
        {
            // The next round asks again, and later ones come ever more rarely.
        }
    }

    private static bool PassesByItself(PartnerCenterErrorKind kind) =>
        kind is PartnerCenterErrorKind.ServiceUnavailable or PartnerCenterErrorKind.ConnectionFailed or PartnerCenterErrorKind.Throttled;

    private TimeSpan Longer(TimeSpan interval)
    {
        var longer = TimeSpan.FromTicks((long)(interval.Ticks * options.Growth));
        return longer < options.LongestInterval ? longer : options.LongestInterval;
    }

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter keeps no secret.")]
    private TimeSpan Jittered(TimeSpan interval) =>
        TimeSpan.FromTicks((long)(interval.Ticks * (1 - JitterShare + (2 * JitterShare * random.NextDouble()))));
}
