using System.Runtime.ExceptionServices;

namespace PartnerQualification;

/// <summary>
/// Reads the customers that wait for a decision, one round after the other, and several customers of a round side by side. The answers are
/// taken over one at a time. Where the service asks for a pause in the middle of a round, or nothing gets through to it, the next call goes on with the customers not yet read.
/// </summary>
internal sealed class ReviewRound(IPartnerCenter center, VettingFollowerOptions options, Clock clock, PendingReviews pending)
{
    private readonly List<(string Customer, Task<IReadOnlyList<CustomerQualification>> Read)> underWay = [];
    private Queue<string> left = new();
    private DateTimeOffset resumeAt;
    private bool isCut;

    /// <summary>Whether every customer of the round has been read.</summary>
    public bool IsOver => left.Count == 0;

    /// <summary>How long the service asks to wait from now on.</summary>
    public TimeSpan Pause => resumeAt > clock.UtcNow ? resumeAt - clock.UtcNow : TimeSpan.Zero;

    /// <summary>Reads the customers that are left of this round, or begins a new one.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PartnerCenterException">The session has come to its end.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (IsOver) left = pending.Customers();
        isCut = false;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? end = null;
        while (true)
        {
            while (end is null && !isCut && left.Count > 0 && underWay.Count < options.MaxConcurrentReads) Start(left.Dequeue(), stop.Token);
            if (underWay.Count == 0) break;
            await Task.WhenAny(underWay.Select(reading => reading.Read)).ConfigureAwait(false);
            try
            {
                await TakeFirstAsync().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Thrown again when the other reads under way have ended.
            catch (Exception exception)
            {
                // Reads that end well in spite of this are still taken over.
                end ??= ExceptionDispatchInfo.Capture(exception);
                stop.Cancel();
            }
#pragma warning restore CA1031
        }

        end?.Throw();
    }

    private void Start(string customer, CancellationToken cancellationToken) => underWay.Add((customer, ReadAsync(customer, cancellationToken)));

    private async Task<IReadOnlyList<CustomerQualification>> ReadAsync(string customer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new CallOptions { Trace = options.Trace };
        return await center.GetQualificationsAsync(customer, call, cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeFirstAsync()
    {
        var index = underWay.FindIndex(reading => reading.Read.IsCompleted);
        var (customer, read) = underWay[index];
        underWay.RemoveAt(index);
        IReadOnlyList<CustomerQualification> present;
        try
        {
            present = await read.ConfigureAwait(false);
        }
        catch (PartnerCenterException error) when (IsCutBy(error) || !error.MeetsEveryRequest)
        {
            Miss(customer, error);
            return;
        }

        pending.Learn(customer, present);
    }

    /// <summary>Whether an error would meet the rest of the round too, and passes by itself: a pause of everybody, or an outage.</summary>
    private static bool IsCutBy(PartnerCenterException error) =>
        error.ResumeAt is not null || ErrorKinds.Of(error.Kind) is { MeetsEveryRequest: true, PassesByItself: true };

    private void Miss(string customer, PartnerCenterException error)
    {
        if (error.Kind == PartnerCenterErrorKind.Throttled) NotePause(error);
        if (IsCutBy(error))
        {
            isCut = true;
            left.Enqueue(customer);
        }
        else if (!ErrorKinds.Of(error.Kind).PassesByItself)
        {
            pending.Fail(customer, error);
        }

        // Otherwise the customer is read again in the next round.
    }

    private void NotePause(PartnerCenterException error)
    {
        var until = error.ResumeAt ?? clock.After(error.RetryAfter ?? TimeSpan.Zero);
        if (until > resumeAt) resumeAt = until;
    }
}
