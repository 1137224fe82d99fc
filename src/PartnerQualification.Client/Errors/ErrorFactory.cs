namespace PartnerQualification.Client;

/// <summary>Makes the one exception that callers see of whatever went wrong on the way. Which kind it is, <see cref="AttemptClassifier"/> has decided before.</summary>
internal sealed class ErrorFactory(IAccessTokenSource tokens, PartnerCenterOptions options, TimeProvider time)
{
    // Refusals that are of the same kind as others, and want something else done about them.
    private const string TokenForElsewhere = "900420";
    private const string AppOnlyRefused = "900329";
    private const string RoleMissing = "900308";
    private const string PolicyBlocks = "900309";

    private const int LongestBeginning = 200;

    /// <summary>An answer that is no success.</summary>
    public PartnerCenterException OfRefusal(Answer answer, ServiceRequest request)
    {
        var context = new ErrorContext(request, answer);
        if (!request.IsOpen)
        {
            var kind = answer.Classification.ErrorKind ?? PartnerCenterErrorKind.UnexpectedResponse;
            return context.Error(kind, TextOf(kind, context.Subject, answer));
        }

        // An answer that leaves its own attempt open is the service's failure; one that does not says nothing of the attempts before it.
        return answer.Classification.Fate == AttemptFate.Open ? context.FailedHalfWay() : context.OutcomeUnknown(Messages.AnsweredWith((int)answer.StatusCode));
    }

    /// <summary>No answer to go by.</summary>
    public PartnerCenterException OfFailure(AttemptException failure, ServiceRequest request)
    {
        if (failure.Outcome == AttemptOutcome.Paused) return OfPause(failure, request);
        if (failure.Outcome is AttemptOutcome.Outage or AttemptOutcome.Unreachable) return OfOutage(failure, request);
        if (failure.LastAnswer is { } answer) return OfRefusal(answer, request);

        var context = new ErrorContext(request, status: failure.StatusCode) { Cause = Cause(failure, request.Call) };
        if (request.Operation.IsChange && failure.Classification.Fate == AttemptFate.Accepted) return context.Error(PartnerCenterErrorKind.UnexpectedResponse, Messages.TookEffectUnread(context.Subject, failure.Words));
        if (request.IsOpen) return context.OutcomeUnknown(failure.Words);
        return failure.OutageLasted is { } lasted
            ? OfOutage(failure, request, lasted)
            : context.Error(failure.Classification.ErrorKind ?? PartnerCenterErrorKind.UnexpectedResponse, TextOf(failure, context.Subject, request.SentAt is not null));
    }

    /// <summary>A success whose body cannot be read.</summary>
    public static PartnerCenterException OfUnreadable(Answer answer, ServiceRequest request)
    {
        var context = new ErrorContext(request, answer);
        if (request.IsOpen) return context.OutcomeUnknown(Messages.AnsweredWithPage((int)answer.StatusCode));
        var beginning = TextSanitizer.Beginning(answer.Body, LongestBeginning);
        return Noted(request, context.Error(
            PartnerCenterErrorKind.UnexpectedResponse,
            request.Operation.IsChange ? Messages.TookEffectUnreadable(context.Subject, beginning) : Messages.Unreadable(context.Subject, beginning)));
    }

    /// <summary>A page of customers whose next page cannot be asked for.</summary>
    public static PartnerCenterException OfUnusableNextPage(Answer answer, ServiceRequest request)
    {
        var context = new ErrorContext(request, answer);
        return Noted(request, context.Error(PartnerCenterErrorKind.UnexpectedResponse, Messages.NextPageUnusable(context.Subject)));
    }

    /// <summary>A request that an earlier run sent, without ever learning what became of it.</summary>
    public static PartnerCenterException OfEarlierRun(ServiceRequest request, DateTimeOffset sentAt) => new ErrorContext(request).SentBefore(sentAt);

    /// <summary>The error of a lost answer, after the customer was read and did not tell either. An error of that reading is its cause.</summary>
    public static PartnerCenterException AfterLook(PartnerCenterException lost, LookResult look)
    {
        var found = (look.Finding, look.Failure) switch
        {
            (_, { } failure) => Messages.LookFailed(failure),
            ({ Kind: FindingKind.DeniedBefore, Qualification: { } denied }, _) => Messages.LookFoundEarlierDenial(look.ReadAfter, denied.VettingCreatedDate),
            ({ Kind: FindingKind.Unclear, Qualification: { } denied }, _) => Messages.LookFoundUnclearDenial(look.ReadAfter, denied.VettingCreatedDateText),
            _ => Messages.LookFoundNothing(look.ReadAfter),
        };
        return lost.With(new ErrorText($"{lost.WhatHappened} {found}", lost.Remedy), lost.CustomerId, look.Failure ?? lost.InnerException);
    }

    /// <summary>
    /// A token source that gave no token. Nothing where its own error is to be shown as it is, unless the session has ended,
    /// so that whoever reads it must know which request that was.
    /// </summary>
    public static PartnerCenterException? OfSignIn(PartnerCenterException signIn, ServiceRequest request)
    {
        if (signIn.Kind != PartnerCenterErrorKind.NotConnected) return null;
        var context = new ErrorContext(request) { Cause = signIn };
        return context.Error(signIn.Kind, Messages.NotConnectedForToken(context.Subject, signIn));
    }

    /// <summary>A pause that the request could not wait out.</summary>
    private PartnerCenterException OfPause(AttemptException failure, ServiceRequest request)
    {
        var resumeAt = Durations.After(time.GetUtcNow(), failure.Pause);
        // A pause that a new request could wait out is a matter of this one, whose time was used up by others before.
        // A customer's own pause is a matter of that customer.
        var meetsAll = failure.Pause >= options.TotalTimeout && !failure.IsOfOneCustomer;
        var context = new ErrorContext(request, failure.LastAnswer) { RetryAfter = failure.Pause, ResumeAt = meetsAll ? resumeAt : null };
        return context.Error(
            PartnerCenterErrorKind.Throttled,
            meetsAll ? Messages.Paused(context.Subject, failure.Pause, resumeAt, options.TotalTimeout) : Messages.Throttled(context.Subject, failure.Pause, options.TotalTimeout));
    }

    /// <summary>An outage of the service that was given up, for everybody. What is open through it is told for itself, with the outage as its cause.</summary>
    private PartnerCenterException OfOutage(AttemptException failure, ServiceRequest request)
    {
        var outage = OfOutage(failure, request, failure.OutageLasted ?? TimeSpan.Zero);
        return request.IsOpen ? new ErrorContext(request, failure.LastAnswer) { Cause = outage }.OutcomeUnknown(Messages.NothingSince(outage.OutageSince!.Value)) : outage;
    }

    private PartnerCenterException OfOutage(AttemptException failure, ServiceRequest request, TimeSpan lasted)
    {
        var since = time.GetUtcNow() - lasted;
        var context = new ErrorContext(request, failure.LastAnswer) { Cause = failure.InnerException, OutageSince = since };
        return failure.Outcome == AttemptOutcome.Outage
            ? context.Error(PartnerCenterErrorKind.ServiceOutage, Messages.ServiceOutage(context.Subject, since, failure.Words))
            : context.Error(PartnerCenterErrorKind.ConnectionFailed, Messages.NotConnected(context.Subject, failure.Words));
    }

    private ErrorText TextOf(PartnerCenterErrorKind kind, ErrorSubject subject, Answer answer) => kind switch
    {
        PartnerCenterErrorKind.CustomerNotFound => Messages.CustomerNotFound(subject),
        PartnerCenterErrorKind.ResourceChanged => Messages.ResourceChanged(subject),
        PartnerCenterErrorKind.TaggingDenied => Messages.TaggingDenied(subject),
        PartnerCenterErrorKind.ValidationCodeExhausted => Messages.ValidationCodeExhausted(subject),
        PartnerCenterErrorKind.InvalidProperty => Messages.Refused(subject),
        PartnerCenterErrorKind.MfaRequired => Messages.MfaRequired(subject, tokens.Method),
        PartnerCenterErrorKind.SignInRequired when subject.Code == TokenForElsewhere => Messages.TokenForElsewhere(subject, options.Environment.ApiBase),
        PartnerCenterErrorKind.SignInRequired => Messages.TokenRefused(subject, tokens.CanRenew),
        PartnerCenterErrorKind.CustomerNotYours => Messages.CustomerNotYours(subject),
        PartnerCenterErrorKind.AccountUnderReview => Messages.AccountUnderReview(subject),
        PartnerCenterErrorKind.AccountNotApproved => Messages.AccountNotApproved(subject),
        PartnerCenterErrorKind.AccessDenied when subject.Code == AppOnlyRefused => Messages.AppOnlyRefused(subject),
        PartnerCenterErrorKind.AccessDenied when subject.Code == RoleMissing => Messages.RoleMissing(subject),
        PartnerCenterErrorKind.AccessDenied when subject.Code == PolicyBlocks => Messages.PolicyBlocks(subject),
        PartnerCenterErrorKind.AccessDenied => Messages.AccessDenied(subject, tokens.Current.Claims.IsAppOnly == true),
        PartnerCenterErrorKind.AlreadyQualified => Messages.AlreadyQualified(subject),
        PartnerCenterErrorKind.Throttled => Messages.Throttled(subject, answer.RetryAfter, options.TotalTimeout),
        PartnerCenterErrorKind.ServiceUnavailable => Messages.ServiceUnavailable(subject),
        PartnerCenterErrorKind.ConnectionFailed => Messages.ProxyRefused(subject),
        _ when subject.Status is >= 300 and < 400 => Messages.Redirected(subject),
        _ => Messages.Unexpected(subject),
    };

    private ErrorText TextOf(AttemptException failure, ErrorSubject subject, bool wasSent) => failure.Outcome switch
    {
        AttemptOutcome.TooLong => Messages.AnswerTooLong(subject, options.MaxResponseBytes),
        AttemptOutcome.NotConnected => Messages.NotConnected(subject, failure.Words),
        AttemptOutcome.Closed => Messages.SessionClosedMeanwhile(subject),
        _ when !wasSent => Messages.NotSentInTime(subject, options.TotalTimeout),
        _ => Messages.NoAnswer(subject, failure.Words),
    };

    /// <summary>What may be shown as the cause. A time-out is one only where something was sent.</summary>
    private static Exception? Cause(AttemptException failure, ServiceCall call) =>
        failure.Outcome == AttemptOutcome.TimedOut && call.Attempts > 0 ? new TimeoutException(Messages.TimedOut, failure.InnerException) : failure.InnerException;

    /// <summary>Tells the activity of a request that what looked like a success is an error.</summary>
    private static PartnerCenterException Noted(ServiceRequest request, PartnerCenterException error)
    {
        CallActivity.Of(request)?.Failed(error);
        return error;
    }
}
