using System.Net;
using Polly;

namespace PartnerQualification.Client;

/// <summary>
/// Decides for one call whether another attempt is due. Failures are counted; being throttled is no failure,
/// and is limited by the total time alone (docs/decisions/0005-throttled-attempts.md).
/// </summary>
internal sealed class RetryBudget(PartnerCenterOptions options, TimeProvider time, ServiceCall call)
{
    private readonly long start = time.GetTimestamp();
    private int failures;
    private int attempts;
    private AttemptException? lastFailure;

    /// <summary>How long to wait here before the next attempt; nothing leaves that to the backoff. Who is throttled waits with everybody else, in the pacer.</summary>
    public TimeSpan? Delay => IsThrottled ? TimeSpan.Zero : RequestedDelay;

    private TimeSpan? RequestedDelay => lastFailure?.Answer?.RetryAfter;

    private bool IsThrottled => lastFailure?.Answer?.StatusCode == (HttpStatusCode)429;

    public bool Allows(Outcome<HttpResponseMessage> outcome)
    {
        if (FailureOf(outcome) is not { } failure) return false;

        lastFailure = failure;
        attempts = call.Attempts;
        if (!IsThrottled) failures++;
        return failures < options.MaxAttempts && time.GetElapsedTime(start) + (RequestedDelay ?? TimeSpan.Zero) < options.TotalTimeout;
    }

    /// <summary>What to go by when time is over: the latest failure, unless another attempt has left since and hangs.</summary>
    public AttemptException WhenTimeIsOver() =>
        lastFailure is not null && attempts == call.Attempts ? lastFailure : new AttemptException(AttemptOutcome.TimedOut);

    public void Tell(TimeSpan delay)
    {
        if (call.Trace is { } trace && trace.IsEnabled(TraceLevel.Story))
        {
            trace.Write(TraceLevel.Story, Messages.TraceRetry(IsThrottled ? RequestedDelay : delay, FailureText.Of(lastFailure!), call));
        }
    }

    private AttemptException? FailureOf(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: AttemptException { Outcome: not AttemptOutcome.TooLong } failure } => failure,
        { Result: { } answer } when IsPassing(answer.StatusCode) => new AttemptException(AttemptOutcome.Answered) { StatusCode = answer.StatusCode, Answer = Answer.From(answer, time) },
        _ => null,
    };

    private static bool IsPassing(HttpStatusCode status) => (int)status is 408 or 429 or 500 or 502 or 503 or 504;
}
