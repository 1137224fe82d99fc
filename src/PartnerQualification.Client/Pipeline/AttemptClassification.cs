namespace PartnerQualification.Client;

/// <summary>What an attempt means for its request. Decided once for each attempt, by <see cref="AttemptClassifier"/>; everybody else asks it.</summary>
/// <param name="Retry">Whether the request may be sent again.</param>
/// <param name="Fate">What is known of what was sent.</param>
/// <param name="ErrorKind">The kind of error, where the request ends with it and nothing is open; nothing for a success.</param>
internal sealed record AttemptClassification(RetryKind Retry, AttemptFate Fate, PartnerCenterErrorKind? ErrorKind)
{
    public bool IsThrottled => Retry == RetryKind.WhenPaceAllows;

    /// <summary>Whether the service failed, or was not reached, in a way that may pass: what an outage consists of (docs/decisions/0012-outages.md).</summary>
    public bool IsFailure => Retry == RetryKind.AfterBackoff;

    /// <summary>Whether it shows the service at work, whatever it thinks of the request. What something on the way has answered does not.</summary>
    public bool GotThrough => IsThrottled || Fate is AttemptFate.Accepted or AttemptFate.Refused || ErrorKind is PartnerCenterErrorKind.SignInRequired or PartnerCenterErrorKind.MfaRequired;

    /// <summary>
    /// How the same request may be sent again by itself. One that changes something is not where this attempt may have done so: it is
    /// looked up first (docs/decisions/0011-look-before-sending-again.md).
    /// </summary>
    public RetryKind RetryOf(ServiceOperation operation) => operation.IsChange && Fate is (AttemptFate.Open or AttemptFate.Accepted) ? RetryKind.Never : Retry;
}

/// <summary>Whether a request may be sent again after an attempt (docs/decisions/0005-throttled-attempts.md).</summary>
internal enum RetryKind
{
    /// <summary>It may not: another attempt would end in the same way.</summary>
    Never,

    /// <summary>It failed in a way that may pass: again after a wait, up to the number of attempts allowed.</summary>
    AfterBackoff,

    /// <summary>It was throttled, which is no failure: again when the pacer lets it, as long as there is time.</summary>
    WhenPaceAllows,
}

/// <summary>What an attempt says of what was sent under its request id (docs/decisions/0006-fate-of-an-attempt.md).</summary>
internal enum AttemptFate
{
    /// <summary>This attempt certainly did nothing. It says nothing of the attempts before it.</summary>
    DidNothing,

    /// <summary>Whether this attempt did anything is not known.</summary>
    Open,

    /// <summary>The service has refused the request, and so all its attempts, which share a request id: it has not taken effect, and will not.</summary>
    Refused,

    /// <summary>
    /// The request is refused, and the answer to an attempt before it was lost. Where the service does not recognise a repeated request id, this
    /// may be the echo of that attempt's success.
    /// </summary>
    RefusedAfterLoss,

    /// <summary>The service has accepted the request: it has taken effect.</summary>
    Accepted,
}
