namespace PartnerQualification;

/// <summary>What has become of a review that was followed.</summary>
/// <param name="Qualification">The qualification as it is now, or as it was last known.</param>
/// <param name="End">How the following ended.</param>
public sealed record FollowedReview(CustomerQualification Qualification, ReviewEnd End)
{
    /// <summary>Why its customer cannot be read; nothing where it could be.</summary>
    public PartnerCenterException? Error { get; init; }
}

/// <summary>How the following of a review ended.</summary>
public enum ReviewEnd
{
    /// <summary>The service has decided, or there turned out to be no review.</summary>
    Decided,

    /// <summary>It cannot be followed any longer.</summary>
    Failed,

    /// <summary>It was not decided in the time given.</summary>
    TimedOut,
}
