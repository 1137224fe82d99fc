namespace PartnerQualification;

/// <summary>
/// What a request for a qualification would meet, found out without sending it. Texts and numbers only, so that a file keeps all of it;
/// what was asked for stands there as it would be sent.
/// </summary>
public sealed record QualificationVerdict
{
    /// <summary>The row's number, from 1.</summary>
    public required long Row { get; init; }

    /// <summary>The customer's tenant id; as given where it is none.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The customer's company name, where it is known.</summary>
    public string? CompanyName { get; init; }

    /// <summary>What would be requested; as given where it is no qualification.</summary>
    public string? Qualification { get; init; }

    /// <summary>The segment of an education customer.</summary>
    public string? EducationSegment { get; init; }

    /// <summary>The website of an education customer.</summary>
    public string? Website { get; init; }

    /// <summary>The validation code of a Government Community Cloud customer.</summary>
    public string? ValidationCode { get; init; }

    /// <summary>What would become of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in a sentence; nothing where nothing stands in the way.</summary>
    public string? Reason { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    /// <summary>What a request is known to stumble over, one sentence after the other; nothing where nothing is known.</summary>
    public string? Hints { get; init; }

    /// <summary>How many requests for this qualification of this customer are known, at least; nothing where nobody could find out.</summary>
    public int? RequestsKnown { get; init; }

    /// <summary>What the customer has now, such as <c>Education: Denied (Not an Academic Domain); StateOwnedEntity</c>; nothing where it was not read.</summary>
    public string? HeldNow { get; init; }
}

/// <summary>What would become of a request.</summary>
public enum Verdict
{
    /// <summary>It can be sent.</summary>
    Ready,

    /// <summary>The customer holds the qualification.</summary>
    AlreadyHeld,

    /// <summary>It has been requested, and the service has not decided yet.</summary>
    InReview,

    /// <summary>It was denied before. Something has to be corrected first.</summary>
    DeniedBefore,

    /// <summary>It breaks a rule.</summary>
    Invalid,

    /// <summary>An earlier row asks for the same.</summary>
    Duplicate,

    /// <summary>There is no such customer.</summary>
    CustomerNotFound,

    /// <summary>The customer is another partner's.</summary>
    CustomerNotYours,

    /// <summary>The customer's account is under review.</summary>
    AccountUnderReview,

    /// <summary>The customer's account was not approved.</summary>
    AccountNotApproved,

    /// <summary>The partner has no such validation code.</summary>
    CodeUnknown,

    /// <summary>The rows above use up what remains on the validation code.</summary>
    CodeExhausted,

    /// <summary>Education needs a segment.</summary>
    SegmentMissing,

    /// <summary>The session is one of an application alone, which may only read.</summary>
    SessionCannotSet,

    /// <summary>The customer could not be read, so that nothing can be said.</summary>
    Unreadable,
}
