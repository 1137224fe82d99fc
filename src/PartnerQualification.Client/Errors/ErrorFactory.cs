using System.Net;

namespace PartnerQualification.Client;

/// <summary>Makes the one exception that callers see of whatever went wrong on the way.</summary>
internal sealed class ErrorFactory(IAccessTokenSource tokens, PartnerCenterOptions options, TimeProvider time)
{
    private const int LongestBeginning = 200;

    /// <summary>An answer that is no success.</summary>
    public PartnerCenterException OfRefusal(Answer answer, ServiceRequest request)
    {
        var status = (int)answer.StatusCode;
        var fault = FaultReader.Read(answer.Body);
        var kind = Refusals.KindOf(status, fault, request);
        var subject = Subject(request, answer) with { Status = status, Code = fault.Code, Words = fault.Words, Data = fault.Data };
        if (!IsOpen(request)) return Error(kind, TextOf(kind, subject, answer), subject, answer);

        // An answer that leaves its own attempt open is the service's failure; one that does not says nothing of the attempts before it.
        return kind == PartnerCenterErrorKind.ServiceUnavailable && status is not (501 or 503)
            ? Error(kind, Messages.ServiceFailedHalfWay(subject), subject, answer, isKnown: false)
            : Error(PartnerCenterErrorKind.OutcomeUnknown, Messages.OutcomeUnknown(subject, Messages.AnsweredWith(status)), subject, answer, isKnown: false);
    }

    /// <summary>No answer to go by.</summary>
    public PartnerCenterException OfFailure(AttemptException failure, ServiceRequest request)
    {
        if (failure.Outcome == AttemptOutcome.Paused) return OfPause(failure, request);
        if (failure.Answer is { } answer) return OfRefusal(answer, request);

        var subject = Subject(request, null) with { Status = (int?)failure.StatusCode };
        var cause = FailureText.Of(failure);
        if (request.Change is not null && failure.StatusCode is not null)
        {
            // Success was said; only its details were lost.
            request.Call.Accepted();
            return Error(PartnerCenterErrorKind.UnexpectedResponse, Messages.TookEffectUnread(subject, cause), subject, inner: Cause(failure));
        }

        if (IsOpen(request)) return Error(PartnerCenterErrorKind.OutcomeUnknown, Messages.OutcomeUnknown(subject, cause), subject, inner: Cause(failure), isKnown: false);
        return failure.Outcome switch
        {
            AttemptOutcome.TooLong => Error(PartnerCenterErrorKind.UnexpectedResponse, Messages.AnswerTooLong(subject, options.MaxResponseBytes), subject),
            AttemptOutcome.NotConnected => Error(PartnerCenterErrorKind.ConnectionFailed, Messages.NotConnected(subject, cause), subject, inner: Cause(failure)),
            _ when request.Call.Attempts == 0 => Error(PartnerCenterErrorKind.ConnectionFailed, Messages.NotSentInTime(subject, options.TotalTimeout), subject),
            _ => Error(PartnerCenterErrorKind.ConnectionFailed, Messages.NoAnswer(subject, cause), subject, inner: Cause(failure)),
        };
    }

    /// <summary>A pause of everybody that the request could not wait out.</summary>
    private PartnerCenterException OfPause(AttemptException failure, ServiceRequest request)
    {
        var resumeAt = Lengths.After(time.GetUtcNow(), failure.Pause);
        var fault = failure.Answer is { } answer ? FaultReader.Read(answer.Body) : null;
        var subject = Subject(request, failure.Answer) with { Status = (int?)failure.Answer?.StatusCode, Code = fault?.Code, Words = fault?.Words, Data = fault?.Data ?? [] };
        if (IsOpen(request)) return Error(PartnerCenterErrorKind.OutcomeUnknown, Messages.OutcomeUnknown(subject, Messages.PausedFor(failure.Pause, resumeAt)), subject, failure.Answer, isKnown: false);

        // A pause that a new request could wait out is a matter of this one, whose time was used up by others before.
        var meetsAll = failure.Pause >= options.TotalTimeout;
        var text = meetsAll ? Messages.Paused(subject, failure.Pause, resumeAt, options.TotalTimeout) : Messages.Throttled(subject, failure.Pause, options.TotalTimeout);
        return Error(PartnerCenterErrorKind.Throttled, text, subject, pause: failure.Pause, resumeAt: meetsAll ? resumeAt : null);
    }

    /// <summary>A success whose body cannot be read.</summary>
    public static PartnerCenterException OfUnreadable(Answer answer, ServiceRequest request)
    {
        var subject = Subject(request, answer) with { Status = (int)answer.StatusCode };
        if (IsOpen(request)) return Error(PartnerCenterErrorKind.OutcomeUnknown, Messages.OutcomeUnknown(subject, Messages.AnsweredWithPage((int)answer.StatusCode)), subject, answer, isKnown: false);
        var beginning = ServiceWords.Beginning(answer.Body, LongestBeginning);
        var text = request.Change is null ? Messages.Unreadable(subject, beginning) : Messages.TookEffectUnreadable(subject, beginning);
        return Error(PartnerCenterErrorKind.UnexpectedResponse, text, subject, answer);
    }

    /// <summary>A page of customers whose next page cannot be asked for.</summary>
    public static PartnerCenterException OfUnusableNextPage(Answer answer, ServiceRequest request)
    {
        var subject = Subject(request, answer) with { Status = (int)answer.StatusCode };
        return Error(PartnerCenterErrorKind.UnexpectedResponse, Messages.NextPageUnusable(subject), subject, answer);
    }

    /// <summary>A failure to get a token, after an attempt of unknown fate had left.</summary>
    public static PartnerCenterException OfLateSignIn(PartnerCenterException signIn, ServiceRequest request)
    {
        var subject = Subject(request, null);
        return Error(PartnerCenterErrorKind.OutcomeUnknown, Messages.OutcomeUnknown(subject, Messages.NoTokenForRetry), subject, inner: signIn, isKnown: false);
    }

    /// <summary>Whether something that cannot be taken back may have happened.</summary>
    public static bool IsOpen(ServiceRequest request) => request.Change is not null && request.Call.IsOpen;

    private ErrorText TextOf(PartnerCenterErrorKind kind, ErrorSubject subject, Answer answer) => kind switch
    {
        PartnerCenterErrorKind.CustomerNotFound => Messages.CustomerNotFound(subject),
        PartnerCenterErrorKind.ResourceChanged => Messages.ResourceChanged(subject),
        PartnerCenterErrorKind.TaggingDenied => Messages.TaggingDenied(subject),
        PartnerCenterErrorKind.ValidationCodeExhausted => Messages.ValidationCodeExhausted(subject),
        PartnerCenterErrorKind.InvalidProperty => Messages.Refused(subject),
        PartnerCenterErrorKind.MfaRequired => Messages.MfaRequired(subject, tokens.Method),
        PartnerCenterErrorKind.SignInRequired => Messages.TokenRefused(subject, tokens.CanRenew),
        PartnerCenterErrorKind.CustomerNotYours => Messages.CustomerNotYours(subject),
        PartnerCenterErrorKind.AccessDenied => Messages.AccessDenied(subject, tokens.Current.Claims.IsAppOnly == true),
        PartnerCenterErrorKind.AlreadyQualified => Messages.AlreadyQualified(subject),
        PartnerCenterErrorKind.Throttled => Messages.Throttled(subject, answer.RetryAfter, options.TotalTimeout),
        PartnerCenterErrorKind.ServiceUnavailable => Messages.ServiceUnavailable(subject),
        PartnerCenterErrorKind.ConnectionFailed => Messages.ProxyRefused(subject),
        _ when subject.Status is >= 300 and < 400 => Messages.Redirected(subject),
        _ => Messages.Unexpected(subject),
    };

    private static ErrorSubject Subject(ServiceRequest request, Answer? answer) => new(request.RequestUri!)
    {
        CustomerId = request.CustomerId,
        Qualification = request.Change?.Qualification,
        Attempts = request.Call.Attempts,
        RequestId = request.Call.RequestId,
        CorrelationId = answer?.CorrelationId ?? request.Call.CorrelationId,
    };

    private static PartnerCenterException Error(PartnerCenterErrorKind kind, ErrorText text, ErrorSubject subject, Answer? answer = null, Exception? inner = null, bool isKnown = true, TimeSpan? pause = null, DateTimeOffset? resumeAt = null) => new(kind, text, inner)
    {
        CustomerId = subject.CustomerId,
        StatusCode = (HttpStatusCode?)subject.Status,
        ServiceCode = subject.Code,
        ServiceMessage = subject.Words,
        ServiceData = subject.Data,
        RequestId = subject.RequestId,
        CorrelationId = subject.CorrelationId,
        RetryAfter = pause ?? answer?.RetryAfter,
        ResumeAt = resumeAt,
        OutcomeIsKnown = isKnown,
    };

    private static Exception? Cause(AttemptException failure) =>
        failure.Outcome == AttemptOutcome.TimedOut ? new TimeoutException(Messages.TimedOut, failure.InnerException) : failure.InnerException;
}
