using System.Net;
using PartnerQualification.Client.Pacing;
using Polly;

namespace PartnerQualification.Client;

/// <summary>
/// Decides for one call whether another attempt is due. Failures are counted; being throttled is no failure,
/// and is limited by the total time alone (docs/decisions/0005-throttled-attempts.md).
/// </summary>
internal sealed class RetryBudget(PartnerCenterOptions options, Pacer pacer, TimeProvider time, ServiceCall call)
{
    private readonly long start = time.GetTimestamp();
    private int attempts;
    private AttemptException? lastFailure;

    /// <summary>How much of the total time is left.</summary>
    public TimeSpan TimeLeft => options.TotalTimeout - time.GetElapsedTime(start);

    /// <summary>How long the service asks to wait before the next attempt; nothing leaves that to the backoff.</summary>
    public TimeSpan? RequestedDelay => lastFailure?.Answer?.RetryAfter;

    /// <summary>Whether a failed attempt may be followed by another one. Throttled attempts have been dealt with before.</summary>
    public bool AllowsAfterFailure(Outcome<HttpResponseMessage> outcome, int failures)
    {
        if (!Note(outcome)) return false;
        return failures < options.MaxAttempts && (RequestedDelay ?? TimeSpan.Zero) < TimeLeft;
    }

    /// <summary>Whether an attempt was throttled, and is to wait for its turn in the pacer, which ends it where the turn comes too late.</summary>
    public bool AllowsAfterThrottling(Outcome<HttpResponseMessage> outcome) => IsThrottled(outcome.Result?.StatusCode) && Note(outcome);

    /// <summary>What to go by when time is over: the latest failure, unless another attempt has left since and hangs.</summary>
    public AttemptException WhenTimeIsOver() =>
        lastFailure is not null && attempts == call.Attempts ? lastFailure : new AttemptException(AttemptOutcome.TimedOut);

    /// <summary>What to go by when a pause lasts too long: it, with the answer that asked for it where this call got one.</summary>
    public AttemptException WhenPaused(AttemptException pause) => IsThrottled(lastFailure?.StatusCode)
        ? new AttemptException(AttemptOutcome.Paused) { Pause = pause.Pause, Answer = lastFailure!.Answer }
        : pause;

    /// <summary>Tells when the next attempt comes: after its own wait, and after the pause of everybody. Nothing where none comes.</summary>
    public void Tell(TimeSpan delay)
    {
        if (call.Trace is not { } trace || !trace.IsEnabled(TraceLevel.Story)) return;

        var pause = pacer.Status.PausedFor;
        var wait = pause > delay ? pause : delay;
        if (wait < TimeLeft) trace.Write(TraceLevel.Story, Messages.TraceRetry(wait, Lengths.After(time.GetUtcNow(), wait), FailureText.Of(lastFailure!), call));
    }

    private bool Note(Outcome<HttpResponseMessage> outcome)
    {
        if (FailureOf(outcome) is not { } failure) return false;

        lastFailure = failure;
        attempts = call.Attempts;
        return true;
    }

    private AttemptException? FailureOf(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: AttemptException { Outcome: not (AttemptOutcome.TooLong or AttemptOutcome.Paused) } failure } => failure,
        { Result: { } answer } when IsPassing(answer.StatusCode) => new AttemptException(AttemptOutcome.Answered) { StatusCode = answer.StatusCode, Answer = Answer.From(answer, time) },
        _ => null,
    };

    private static bool IsThrottled(HttpStatusCode? status) => (int?)status == 429;

    private static bool IsPassing(HttpStatusCode status) => (int)status is 408 or 429 or 500 or 502 or 503 or 504;
}
