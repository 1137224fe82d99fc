using System.Runtime.ExceptionServices;

namespace PartnerQualification;

/// <summary>
/// One round of reading after the other: the customers that still wait for a decision, some of them side by side. What they hold is taken
/// over by one caller at a time. A round that the service cuts short by a pause goes on with those it had not come to.
/// </summary>
internal sealed class ReviewRound(IPartnerCenter center, VettingFollowerOptions options, Clock clock, PendingReviews pending)
{
    private readonly List<(string Customer, Task<IReadOnlyList<CustomerQualification>> Read)> underWay = [];
    private Queue<string> left = new();
    private DateTimeOffset resumeAt;
    private bool isCut;

    /// <summary>Whether every customer had its turn.</summary>
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
#pragma warning disable CA1031 // Nothing is swallowed: it is thrown again when what else is under way has ended.
            catch (Exception exception)
            {
                // What is under way all the same, and brings something, is taken over.
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
        var call = new ServiceCall(options.CorrelationId, options.Trace);
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
        catch (PartnerCenterException error) when (error.ResumeAt is not null || !error.MeetsEveryRequest)
        {
            Miss(customer, error);
            return;
        }

        pending.Learn(customer, present);
    }

    private void Miss(string customer, PartnerCenterException error)
    {
        if (error.Kind == PartnerCenterErrorKind.Throttled) NotePause(error);
        if (error.ResumeAt is not null)
        {
            isCut = true;
            left.Enqueue(customer);
        }
        else if (!ErrorKinds.Of(error.Kind).PassesByItself)
        {
            pending.Fail(customer, error);
        }

        // Otherwise the next round asks again, and later ones come ever more rarely.
    }

    private void NotePause(PartnerCenterException error)
    {
        var until = error.ResumeAt ?? clock.After(error.RetryAfter ?? TimeSpan.Zero);
        if (until > resumeAt) resumeAt = until;
    }
}
