namespace PartnerQualification;

/// <summary>What became of one request of a <see cref="QualificationRun"/>.</summary>
/// <param name="Number">Its number among the requests that the run took, from 1.</param>
/// <param name="Request">The request.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record BulkResult(long Number, QualificationRequest Request, BulkOutcome Outcome)
{
    /// <summary>What the service answered, or what the customer has already; nothing where it is neither known, nor where an answer could not be waited for.</summary>
    public CustomerQualification? Qualification { get; init; }

    /// <summary>Why it failed, is unknown or was not sent, or why the answer to what was accepted cannot be read; nothing otherwise, and where the caller stopped the run before it was sent.</summary>
    public PartnerCenterException? Error { get; init; }

    /// <summary>The id of the request; nothing where nothing was to be sent.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The id under which the service logged the request; nothing where nothing was to be sent.</summary>
    public Guid? CorrelationId { get; init; }
}

/// <summary>What became of a request of a run.</summary>
public enum BulkOutcome
{
    /// <summary>It has taken effect: the service has accepted it.</summary>
    Accepted,

    /// <summary>It was not requested, because the customer has it already, or the same was requested before; <see cref="CustomerQualification.SkipReason"/> says why.</summary>
    Skipped,

    /// <summary>It has certainly had no effect: it was refused, or could not be sent.</summary>
    Failed,

    /// <summary>It left, and nobody knows whether it took effect.</summary>
    Unknown,

    /// <summary>It was not sent, or turned away without effect, because the run ended first.</summary>
    NotSent,
}
