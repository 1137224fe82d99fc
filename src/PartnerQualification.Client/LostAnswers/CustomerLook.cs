using System.Net;

namespace PartnerQualification.Client;

/// <summary>
/// Reads a customer after the answer to a request was lost, to see what became of it: soon after, and once more when reads that lag have
/// caught up. Where that time has passed already, because the reading itself had to wait, once is enough.
/// </summary>
internal sealed class CustomerLook(QualificationsReader reader, ServiceClock serviceClock, LookTimes times, TimeProvider time, CancellationToken closing)
{
    /// <summary>Looks for what became of a request. Ends early where its answer is found, or no other reading would do better.</summary>
    /// <exception cref="OperationCanceledException">The caller has stopped.</exception>
    public async Task<LookResult> LookAsync(LostAnswer lost, CancellationToken cancellationToken)
    {
        var trace = new LookTrace(lost);
        trace.Begins(lost.LostAt + times.First, lost.LostAt + times.Last, time.GetUtcNow());
        await WaitUntilAsync(lost.LostAt + times.First, cancellationToken).ConfigureAwait(false);
        var first = await ReadAsync(lost, [], trace, cancellationToken).ConfigureAwait(false);
        if (first.Answer is not null || first.Failure is { MeetsEveryRequest: true } || first.ReadAfter[0] >= times.Last) return first;

        await WaitUntilAsync(lost.LostAt + times.Last, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(lost, first.ReadAfter, trace, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the customer. A success that says nothing is no reading: it is asked for once more, at once.</summary>
    private async Task<LookResult> ReadAsync(LostAnswer lost, IReadOnlyList<TimeSpan> before, LookTrace trace, CancellationToken cancellationToken)
    {
        var result = await ReadOnceAsync(lost, before, trace, cancellationToken).ConfigureAwait(false);
        return result.Failure is { Kind: PartnerCenterErrorKind.UnexpectedResponse, StatusCode: >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices }
            ? await ReadOnceAsync(lost, before, trace, cancellationToken).ConfigureAwait(false)
            : result;
    }

    private async Task<LookResult> ReadOnceAsync(LostAnswer lost, IReadOnlyList<TimeSpan> before, LookTrace trace, CancellationToken cancellationToken)
    {
        var reading = new ServiceCall(new CallOptions { Trace = lost.Call.Trace });
        using var message = reader.Message(lost.Request.CustomerId, reading, lost.Deadline - time.GetUtcNow());
        var result = new LookResult();
        try
        {
            var present = await reader.ReadAsync(message, cancellationToken).ConfigureAwait(false);
            result = result with { Finding = Finding.In(present, lost.Request.Qualification, serviceClock.At(lost.SentAt)) };
        }
        catch (PartnerCenterException failure)
        {
            result = result with { Failure = failure };
        }

        // What counts is when the reading left, and not when it was to leave.
        var after = (message.SentAt ?? time.GetUtcNow()) - lost.LostAt;
        result = result with { ReadAfter = [.. before, after] };
        trace.Read(result, after);
        return result;
    }

    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var wait = moment - time.GetUtcNow();
        if (wait <= TimeSpan.Zero || closing.IsCancellationRequested) return;
        using var limit = new TimeLimit(wait, time, cancellationToken, closing);
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (limit.Token.Register(() => ended.TrySetResult(true))) await ended.Task.ConfigureAwait(false);

        // A client that is closed says so when it is to read.
        cancellationToken.ThrowIfCancellationRequested();
    }
}
