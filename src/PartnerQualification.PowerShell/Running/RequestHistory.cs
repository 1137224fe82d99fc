namespace PartnerQualification.PowerShell;

/// <summary>
/// Finds out from the partner's activity records how often a qualification was requested before, once for each customer of a command.
/// It only helps to decide, so it never fails: where the records cannot be read, nothing is known, and they are not asked for again.
/// </summary>
/// <param name="center">Where the records are read.</param>
/// <param name="newCall">Makes the calls that read them.</param>
/// <param name="clock">The time, by which the last 90 days and the longest wait are counted.</param>
internal sealed class RequestHistory(IPartnerCenter center, Func<ServiceCall> newCall, Clock clock)
{
    // Somebody is waiting for a question. A service that throttles or hangs has more important requests to serve than this one.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(string Customer, string Qualification), KnownRequests> found = [];

    /// <summary>Why the records cannot be read; nothing as long as they can.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>What is known of the requests for a customer.</summary>
    /// <param name="request">The customer and the qualification.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<KnownRequests> FindAsync(QualificationRequest request, CancellationToken cancellationToken)
    {
        var key = (request.CustomerId, request.Qualification);
        if (found.TryGetValue(key, out var before)) return before;
        var known = new KnownRequests(request.CustomerId, request.Qualification);
        if (Unreadable is null) await ReadAsync(known, request.CustomerId, cancellationToken).ConfigureAwait(false);
        found.Add(key, known);
        return known;
    }

    private async Task ReadAsync(KnownRequests known, string customerId, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var period = ActivityPeriod.Latest(clock.UtcNow);
        var reading = ReadRecordsAsync(period, customerId, limited.Token);
        await Task.WhenAny(reading, clock.Delay(LongestRead, limited.Token)).ConfigureAwait(false);

        // Ends whichever of the two is still under way.
        limited.Cancel();
        try
        {
            known.Add(period, await reading.ConfigureAwait(false));
        }
        catch (PartnerCenterException error)
        {
            Unreadable = error.WhatHappened;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Unreadable = CmdletMessages.ActivityTooSlow(LongestRead);
        }
    }

    private async Task<IReadOnlyList<ActivityRecord>> ReadRecordsAsync(ActivityPeriod period, string customerId, CancellationToken cancellationToken)
    {
        List<ActivityRecord> records = [];
        var pages = new ActivityPages(center, period, customerId);
        while (pages.HasMore) records.AddRange((await pages.ReadNextAsync(newCall(), cancellationToken).ConfigureAwait(false)).Records);
        return records;
    }
}
