using System.Runtime.ExceptionServices;

namespace PartnerQualification;

/// <summary>
/// Requests qualifications for many customers, some of them side by side. Results come in the order of the requests, one for each that was
/// taken from the source, whatever became of it: one customer's failure is its result, and the rest go on. No more is taken from the source
/// than may be under way, and a result that nobody takes holds up the rest. What would meet every other request too (a pause that is too long,
/// an outage, a session that has ended) ends the run: nothing more is sent, the results of what was taken still come, and then it is thrown,
/// once. Not for several threads at once.
/// </summary>
/// <example>
/// <code>
/// using var run = new QualificationRun(client, requests);
/// while (await run.ReadNextAsync(cancellationToken) is { } result) Console.WriteLine($"{result.Request.CustomerId} {result.Outcome}");
/// </code>
/// </example>
#if NET
public sealed class QualificationRun : IAsyncEnumerable<BulkResult>, IDisposable
#else
public sealed class QualificationRun : IDisposable
#endif
{
    /// <summary>A cancelled request ends in a moment. One that does not is taken as it is: its call knows how far it got.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource closingSource = new();
    private readonly TaskCompletionSource<bool> stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<QualificationRequest> requests = new();
    private readonly Clock clock;
    private readonly PauseWait? pauses;
    private readonly RequestSource source;
    private readonly RunRows rows;
    private readonly RowWindow window;
    private readonly RunCounts counts = new();
    private CancellationTokenRegistration registration;
    private Task<bool>? next;
    private Task? grace;
    private ExceptionDispatchInfo? sourceFailure;
    private PartnerCenterException? lastError;
    private volatile bool isEnding;
    private bool isSourceOver;
    private bool isClosed;
    private int reading;

    /// <summary>Creates a run. Nothing is taken from the source before the first result is asked for.</summary>
    /// <param name="center">Where the requests are sent.</param>
    /// <param name="requests">The requests. Taken one by one, when there is room.</param>
    /// <param name="options">How the run goes over them.</param>
    /// <param name="clock">The time; the machine's own where nothing is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">MaxConcurrency is not from 1 to 128.</exception>
    public QualificationRun(IPartnerCenter center, IEnumerable<QualificationRequest> requests, BulkOptions? options = null, Clock? clock = null)
        : this(center, options, clock, new SequenceSource(requests ?? throw new ArgumentNullException(nameof(requests))))
    {
    }

#if NET
    /// <summary>Creates a run over requests that come when they come. Nothing is taken from the source before the first result is asked for.</summary>
    /// <param name="center">Where the requests are sent.</param>
    /// <param name="requests">The requests. Taken one by one, when there is room; the token they are enumerated with tells when no more are wanted.</param>
    /// <param name="options">How the run goes over them.</param>
    /// <param name="clock">The time; the machine's own where nothing is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">MaxConcurrency is not from 1 to 128.</exception>
    public QualificationRun(IPartnerCenter center, IAsyncEnumerable<QualificationRequest> requests, BulkOptions? options = null, Clock? clock = null)
        : this(center, options, clock, stop => new AsyncSequenceSource(requests ?? throw new ArgumentNullException(nameof(requests)), stop))
    {
    }
#endif

    private QualificationRun(IPartnerCenter center, BulkOptions? options, Clock? clock, Func<CancellationToken, RequestSource> open)
    {
        if (center is null) throw new ArgumentNullException(nameof(center));
        options ??= new BulkOptions();
        if (options.MaxConcurrency is < 1 or > BulkOptions.LargestMaxConcurrency) throw new ArgumentOutOfRangeException(nameof(options), Messages.MaxConcurrencyOutOfRange(BulkOptions.LargestMaxConcurrency));
        this.clock = clock ?? Clock.System;
        pauses = options.Pauses;
        source = open(closingSource.Token);
        rows = new RunRows(center, options);

        // A row that has ended is waited for by its own task, and makes room only when its result is taken.
        window = new RowWindow(atOnce: int.MaxValue, options.MaxConcurrency, RunAsync, changed: static () => { });
    }

    private QualificationRun(IPartnerCenter center, BulkOptions? options, Clock? clock, RequestSource source)
        : this(center, options, clock, _ => source)
    {
    }

    /// <summary>The results that nobody has taken, after the run was stopped: also by leaving <c>await foreach</c> before its end.</summary>
    public IReadOnlyList<BulkResult> Unread { get; private set; } = [];

    private bool IsStopped => stopping.IsCancellationRequested;

    private bool IsOver => isEnding || IsStopped || rows.JournalFailure is not null;

    /// <summary>Waits for the next result, and keeps the requests after it under way meanwhile.</summary>
    /// <param name="cancellationToken">Stops the run: nothing more is sent. The results of what was taken still come, one by one, and after the last it throws.</param>
    /// <returns>The result; nothing when the run has come to its end.</returns>
    /// <exception cref="PartnerCenterException">What ended the run, after the last result.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped, after the last result.</exception>
    /// <exception cref="InvalidOperationException">Another result is being waited for.</exception>
    public async Task<BulkResult?> ReadNextAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref reading, 1) != 0) throw new InvalidOperationException(Messages.RunIsBeingRead);
        try
        {
            if (isClosed) return null;

            // Kept until the next result is asked for: a caller who stops while working on a result has nothing more sent either.
            registration.Dispose();
            registration = cancellationToken.Register(Stop);
            if (await TakeNextAsync().ConfigureAwait(false) is { } result) return result;
            await CloseAsync().ConfigureAwait(false);
            lastError ??= rows.JournalFailure;
            if (IsStopped) throw new OperationCanceledException(cancellationToken);
            sourceFailure?.Throw();
            return lastError is null ? null : throw lastError.With(Messages.RunEnded(lastError, counts), customerId: null);
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    /// <summary>Stops the run: nothing more is sent, and what is under way ends, or is told as unknown.</summary>
    /// <param name="cancellationToken">Takes what is under way as it is, without waiting for it to end.</param>
    /// <returns>The results that nobody has taken, as <see cref="Unread"/> has them from then on.</returns>
    /// <exception cref="InvalidOperationException">A result is being waited for. To stop the run then, cancel the token of that wait.</exception>
    public async Task<IReadOnlyList<BulkResult>> StopAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref reading, 1) != 0) throw new InvalidOperationException(Messages.RunIsBeingRead);
        try
        {
            if (isClosed) return Unread;
            Stop();
            if (cancellationToken.IsCancellationRequested) grace = Task.CompletedTask;
            List<BulkResult> left = [];
            while (await TakeNextAsync().ConfigureAwait(false) is { } result) left.Add(result);
            Unread = left;
            await CloseAsync().ConfigureAwait(false);
            return Unread;
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

#if NET
    /// <inheritdoc/>
    public async IAsyncEnumerator<BulkResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        try
        {
            while (await ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } result) yield return result;
        }
        finally
        {
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
#endif

    /// <summary>Stops the run where it has not come to its end, lets go of the source, and waits for nothing.</summary>
    public void Dispose()
    {
        registration.Dispose();
        Stop();

        // Where a result is being waited for, the source is in use; reading the run to its end closes it.
        if (Interlocked.Exchange(ref reading, 1) == 0)
        {
            if (!isClosed) _ = CloseLaterAsync(next ?? Task.FromResult(true));
            Volatile.Write(ref reading, 0);
        }

        stopping.Dispose();
        closingSource.Dispose();
    }

    private void Stop()
    {
        try
        {
            stopping.Cancel();
            closingSource.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The caller stops a run that has just been disposed of.
        }

        stopped.TrySetResult(true);
    }

    /// <summary>Takes the next result, however the run ends.</summary>
    /// <returns>It; nothing when there are no more.</returns>
    private async Task<BulkResult?> TakeNextAsync()
    {
        while (true)
        {
            StartWhatIsThere();
            if (window.IsEmpty)
            {
                if (isSourceOver || (IsOver && next is null)) return null;
                if (IsOver) return await TakeUnsentAsync().ConfigureAwait(false);
                await Task.WhenAny(next!, stopped.Task).ConfigureAwait(false);
                continue;
            }

            if (window.IsFirstDone) return Take();
            if (IsStopped)
            {
                await Task.WhenAny(window.First.Work, grace ??= clock.Delay(GracePeriod, CancellationToken.None)).ConfigureAwait(false);
                return Take();
            }

            // When the run ends, nobody takes what the source brings: to wait for that would end at once, again and again.
            var more = IsOver ? null : next;
            await Task.WhenAny(window.First.Work, more ?? stopped.Task, stopped.Task).ConfigureAwait(false);
        }
    }

    /// <summary>Starts as many requests as there is room for, and as the source has at the moment.</summary>
    private void StartWhatIsThere()
    {
        while (!isSourceOver && !IsOver && window.HasRoom)
        {
            next ??= source.MoveNextAsync();
            if (!next.IsCompleted || TakeFromSource() is not { } request) return;
            var row = rows.NewRow(request, ++counts.Taken);
            requests.Enqueue(request);
            window.Add(row);
        }
    }

    /// <summary>The request that the source has given; nothing where it has come to its end, or failed.</summary>
    private QualificationRequest? TakeFromSource()
    {
        var moved = next!;
        next = null;
        try
        {
            if (moved.GetAwaiter().GetResult()) return source.Current ?? throw new InvalidOperationException(Messages.RequestMissing);
        }
        catch (OperationCanceledException) when (IsOver)
        {
            // The source was told that no more is wanted.
        }
#pragma warning disable CA1031 // Thrown after the results of what was taken before.
        catch (Exception error)
        {
            sourceFailure = ExceptionDispatchInfo.Capture(error);
        }
#pragma warning restore CA1031

        isSourceOver = true;
        return null;
    }

    /// <summary>Waits a moment for what is being taken from the source when the run ends: it has a result too.</summary>
    private async Task<BulkResult?> TakeUnsentAsync()
    {
        closingSource.Cancel();
        await Task.WhenAny(next!, grace ??= clock.Delay(GracePeriod, CancellationToken.None)).ConfigureAwait(false);
        if (!next!.IsCompleted || TakeFromSource() is not { } request) return null;
        counts.Add(BulkOutcome.NotSent);
        return rows.NotSent(request, ++counts.Taken, lastError);
    }

    /// <summary>Takes the first row out.</summary>
    private BulkResult Take()
    {
        var row = window.First;
        var result = rows.Close(requests.Dequeue(), row);
        window.RemoveFirst();
        lastError ??= RunEnd.CauseIn(row.Error) ?? rows.JournalFailure;
        if (lastError is not null) isEnding = true;
        counts.Add(result.Outcome);
        return result;
    }

    private async Task RunAsync(Row row)
    {
        await row.RunAsync(pauses, stopping.Token).ConfigureAwait(false);
        if (RunEnd.CauseIn(row.Error) is not null) isEnding = true;
    }

    private async Task CloseAsync()
    {
        isClosed = true;
        registration.Dispose();
        rows.Flush();
        if (next is null) await source.CloseAsync().ConfigureAwait(false);
        else _ = CloseLaterAsync(next);
    }

    /// <summary>A source that does not heed its token is let go of when it has come back.</summary>
    private async Task CloseLaterAsync(Task<bool> pending)
    {
        try
        {
            await pending.ConfigureAwait(false);
            await source.CloseAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody is there any more to be told.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }
}
