namespace PartnerQualification.PowerShell;

/// <summary>
/// Finds out from the partner's activity records how often a qualification was requested before: for each customer by itself, or from one
/// reading of all records. It only helps to decide, so it never fails: where the records cannot be read, nothing is known, and they are
/// not asked for again. May be used from any thread: whoever asks while something is being read waits for that.
/// </summary>
internal sealed class RequestHistory
{
    // Somebody is waiting for a question. A service that throttles or hangs has more important requests to serve than this one.
    private static readonly TimeSpan LongestReadOfCustomer = TimeSpan.FromSeconds(30);

    // A partner may have thousands of pages, and the rows of a whole file wait for them. Beyond that, they go on without.
    private static readonly TimeSpan LongestReadOfAll = TimeSpan.FromMinutes(5);

    private readonly IPartnerCenter center;
    private readonly Func<CallOptions> newCall;
    private readonly Clock clock;
    private readonly bool readsAll;
    private readonly Action<IReadOnlyList<ActivityRecord>>? note;
    private readonly CancellationToken stop;
    private readonly object gate = new();
    private readonly Dictionary<string, Lazy<Task<RecordedRequests?>>> readings = new(StringComparer.OrdinalIgnoreCase);

    private RequestHistory(IPartnerCenter center, Func<CallOptions> newCall, Clock clock, bool readsAll, Action<IReadOnlyList<ActivityRecord>>? note, CancellationToken stop)
    {
        this.center = center;
        this.newCall = newCall;
        this.clock = clock;
        this.readsAll = readsAll;
        this.note = note;
        this.stop = stop;
    }

    /// <summary>Why the records cannot be read; nothing as long as they can.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>Reads the records of each customer that is asked about: three requests, and as a rule no more pages.</summary>
    /// <param name="center">Where the records are read.</param>
    /// <param name="newCall">Makes the calls that read them, on any thread.</param>
    /// <param name="clock">The time, by which the last 90 days and the longest wait are counted.</param>
    /// <param name="stop">Ends the reading; whoever asks may stop waiting before.</param>
    public static RequestHistory OfEachCustomer(IPartnerCenter center, Func<CallOptions> newCall, Clock clock, CancellationToken stop) =>
        new(center, newCall, clock, readsAll: false, note: null, stop);

    /// <summary>Reads the records of all customers once, when the first is asked about, and answers every question from memory.</summary>
    /// <param name="center">Where the records are read.</param>
    /// <param name="newCall">Makes the calls that read them, on any thread.</param>
    /// <param name="clock">The time, by which the last 90 days and the longest wait are counted.</param>
    /// <param name="stop">Ends the reading; whoever asks may stop waiting before.</param>
    /// <param name="note">Takes each page of records as well; nothing where nobody wants them.</param>
    public static RequestHistory OfAllCustomers(IPartnerCenter center, Func<CallOptions> newCall, Clock clock, CancellationToken stop, Action<IReadOnlyList<ActivityRecord>>? note = null) =>
        new(center, newCall, clock, readsAll: true, note, stop);

    /// <summary>Everything that is known of all customers; nothing where the records cannot be read.</summary>
    public Task<RecordedRequests?> ReadAllAsync() => ReadingOf(customerId: null);

    /// <summary>What is known of the requests for a customer. Each answer is an object of its own, to which others may add.</summary>
    /// <param name="request">The customer and the qualification.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<KnownRequests> FindAsync(QualificationRequest request, CancellationToken cancellationToken)
    {
        var records = await WaitAsync(ReadingOf(readsAll ? null : request.CustomerId), cancellationToken).ConfigureAwait(false);
        var known = new KnownRequests(request.CustomerId, request.Qualification);
        records?.AddTo(known);
        return known;
    }

    /// <summary>The reading that a question belongs to, which the first who asks begins.</summary>
    private Task<RecordedRequests?> ReadingOf(string? customerId)
    {
        Lazy<Task<RecordedRequests?>> reading;
        lock (gate)
        {
            if (!readings.TryGetValue(customerId ?? string.Empty, out reading!))
            {
                // After a failure nothing is read, and nothing is kept: a file may have any number of rows.
                if (Unreadable is not null) return Task.FromResult<RecordedRequests?>(null);
                reading = new Lazy<Task<RecordedRequests?>>(() => ReadAsync(customerId));
                readings.Add(customerId ?? string.Empty, reading);
            }
        }

        // Not under the lock: it may go far before it waits for the first time.
        return reading.Value;
    }

    private async Task<RecordedRequests?> ReadAsync(string? customerId)
    {
        var limit = readsAll ? LongestReadOfAll : LongestReadOfCustomer;
        try
        {
            return await clock.WithinAsync(limit, limited => ReadPagesAsync(customerId, limited), stop).ConfigureAwait(false);
        }
        catch (PartnerCenterException error)
        {
            Unreadable = error.WhatHappened;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Unreadable = CmdletMessages.ActivityTooSlow(limit);
        }

        return null;
    }

    private async Task<RecordedRequests> ReadPagesAsync(string? customerId, CancellationToken cancellationToken)
    {
        var period = ActivityPeriod.Latest(clock.UtcNow);
        var requests = new RecordedRequests(period, customerId);
        var pages = new ActivityPages(center, period, customerId);
        while (pages.HasMore)
        {
            var records = (await pages.ReadNextAsync(newCall(), cancellationToken).ConfigureAwait(false)).Records;
            requests.Add(records);
            note?.Invoke(records);
        }

        return requests;
    }

    /// <summary>Waits for a reading that others wait for too: whoever stops waiting does not end it.</summary>
    private static async Task<T> WaitAsync<T>(Task<T> reading, CancellationToken cancellationToken)
    {
        if (!reading.IsCompleted)
        {
            var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => stopped.TrySetResult(true));
            if (await Task.WhenAny(reading, stopped.Task).ConfigureAwait(false) != reading) throw new OperationCanceledException(cancellationToken);
        }

        return await reading.ConfigureAwait(false);
    }
}
