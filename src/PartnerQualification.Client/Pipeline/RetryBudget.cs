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

    /// <summary>How long the service asked to wait before the next attempt.</summary>
    public TimeSpan? RequestedDelay { get; private set; }

    public bool Allows(Outcome<HttpResponseMessage> outcome)
    {
        lastFailure = FailureOf(outcome);
        attempts = call.Attempts;
        if (lastFailure is null) return false;

        RequestedDelay = lastFailure.Answer?.RetryAfter;
        if (lastFailure.Answer?.StatusCode != (HttpStatusCode)429) failures++;
        return failures < options.MaxAttempts && time.GetElapsedTime(start) + (RequestedDelay ?? TimeSpan.Zero) < options.TotalTimeout;
    }

    /// <summary>What to go by when time is over: the latest failure, unless another attempt has left since and hangs.</summary>
    public AttemptException WhenTimeIsOver() =>
        lastFailure is not null && attempts == call.Attempts ? lastFailure : new AttemptException(AttemptOutcome.TimedOut);

    public void Tell(TimeSpan delay)
    {
        if (call.Trace is { } trace && trace.IsEnabled(TraceLevel.Story))
        {
            trace.Write(TraceLevel.Story, Messages.TraceRetry(delay, FailureText.Of(lastFailure!), call));
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
