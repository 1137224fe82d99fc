using PartnerQualification.Client.Pacing;
using Polly;

namespace PartnerQualification.Client;

/// <summary>
/// Decides for one call whether another attempt is due. Failures are counted; being throttled is no failure,
/// and is limited by the total time alone (docs/decisions/0005-throttled-attempts.md).
/// </summary>
internal sealed class RetryBudget(PartnerCenterOptions options, Pacers pacers, TimeProvider time, ServiceRequest request)
{
    private readonly ServiceCall call = request.Call;
    private readonly long start = time.GetTimestamp();
    private int attempts;
    private Answer? lastAnswer;
    private AttemptException? lastFailure;

    /// <summary>How long the request may take with all its retries.</summary>
    public TimeSpan TotalTime => request.TotalTime ?? options.TotalTimeout;

    /// <summary>How much of the total time is left.</summary>
    public TimeSpan TimeLeft => TotalTime - time.GetElapsedTime(start);

    /// <summary>How long the service asks to wait before the next attempt; nothing leaves that to the backoff.</summary>
    public TimeSpan? RequestedDelay => lastAnswer?.RetryAfter;

    /// <summary>Whether a failed attempt may be followed by another one.</summary>
    public bool AllowsAfterFailure(Outcome<HttpResponseMessage> outcome, int failures)
    {
        if (!Note(outcome, RetryKind.AfterBackoff)) return false;
        request.Failures = failures;
        return request.FailuresBefore + failures < options.MaxAttempts && (RequestedDelay ?? TimeSpan.Zero) < TimeLeft;
    }

    /// <summary>Whether an attempt was throttled. The next one waits in the pacer, which ends the request where the wait is too long.</summary>
    public bool AllowsAfterThrottling(Outcome<HttpResponseMessage> outcome) => Note(outcome, RetryKind.WhenPaceAllows);

    /// <summary>What to go by when time is over: the latest failure, unless another attempt has been sent since and hangs.</summary>
    public AttemptException WhenTimeIsOver()
    {
        var isLatest = attempts == call.Attempts;
        if (isLatest && lastFailure is not null) return lastFailure;
        return new AttemptException(AttemptOutcome.TimedOut) { LastAnswer = isLatest ? lastAnswer : null };
    }

    /// <summary>What to go by when a pause lasts too long: it, with the answer that asked for it where this call got one.</summary>
    public AttemptException WhenPaused(AttemptException pause) => lastAnswer is { Classification.IsThrottled: true }
        ? pause.With(lastAnswer)
        : pause;

    /// <summary>What to go by when an outage is given up: it, with the latest answer that this call got.</summary>
    public AttemptException WhenGivenUp(AttemptException outage) => outage.LastAnswer is null && lastAnswer is not null ? outage.With(lastAnswer) : outage;

    /// <summary>Traces when the next attempt comes: after its own wait, and after the pause of its operation or its customer. Nothing where none comes.</summary>
    public void TraceNextAttempt(TimeSpan delay)
    {
        if (call.Trace is not { } trace || !trace.IsEnabled(TraceLevel.Story)) return;

        var pause = pacers.Of(request.Operation).PausedFor(request.Operation.CustomerId);
        var wait = pause > delay ? pause : delay;
        var cause = lastAnswer is { } answer ? Messages.AnsweredWith((int)answer.StatusCode) : lastFailure!.Words;
        if (wait < TimeLeft) trace.Write(TraceLevel.Story, Messages.TraceRetry(wait, Durations.After(time.GetUtcNow(), wait), cause, call.Status));
    }

    /// <summary>Remembers an attempt, where it may be followed by another one in that way.</summary>
    private bool Note(Outcome<HttpResponseMessage> outcome, RetryKind retry)
    {
        var failure = outcome.Exception as AttemptException;
        var answer = outcome.Result is { } response ? Answer.Of(response) : null;
        if ((failure?.Classification ?? answer?.Classification)?.RetryOf(request.Operation) != retry) return false;

        lastFailure = failure;
        lastAnswer = answer;
        attempts = call.Attempts;
        return true;
    }
}
