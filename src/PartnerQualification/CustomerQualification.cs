namespace PartnerQualification;

/// <summary>One qualification of one customer, as the service last told it.</summary>
public sealed record CustomerQualification
{
    private readonly string? unreadableDate;

    /// <summary>The customer's tenant id: a GUID in lower case with hyphens.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The customer's company name, where it is known.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The customer's domain, where it is known.</summary>
    public string? Domain { get; init; }

    /// <summary>The qualification's name: one of <see cref="Qualifications"/>, or whatever the service says.</summary>
    public required string Qualification { get; init; }

    /// <summary>The state of the review: one of <see cref="VettingStatuses"/>, whatever else the service says, or nothing where there is no review.</summary>
    public string? VettingStatus { get; init; }

    /// <summary>Why the review ended as it did. Comes with a denial.</summary>
    public string? VettingReason { get; init; }

    /// <summary>When the review began, in UTC; nothing where the service gave no date or one that cannot be read.</summary>
    public DateTimeOffset? VettingCreatedDate { get; init; }

    /// <summary>The date as text that every machine reads alike, ISO 8601 in UTC; where it could not be read, the service's own text.</summary>
    public string? VettingCreatedDateText
    {
        get => VettingCreatedDate is { } date ? IsoDate.Text(date) : unreadableDate;
        init => unreadableDate = value;
    }

    /// <summary>The id of the request that brought this answer. Support asks for it.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The id under which the service logged that request. Activity records show it, and support asks for it.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>
    /// Whether the answer to the request was lost, and the qualification was found by reading the customer afterwards. <see cref="RequestId"/> is
    /// the request's own, and not that of the reading.
    /// </summary>
    public bool FoundByReading { get; init; }

    /// <summary>Members of the service's answer that this version does not know, as JSON text.</summary>
    public string? AdditionalData { get; init; }

    /// <summary>Why nothing was requested; nothing where the qualification was requested, or only read.</summary>
    public SkipReason? SkipReason { get; init; }

    /// <summary>Whether nothing was requested, although it was asked for; <see cref="SkipReason"/> says why.</summary>
    public bool Skipped => SkipReason is not null;

    /// <summary>
    /// Whether the service has nothing more to decide: approved, denied, or a qualification without a review.
    /// A status that this version does not know counts as undecided.
    /// </summary>
    public bool IsDecided =>
        string.IsNullOrEmpty(VettingStatus)
        || string.Equals(VettingStatus, VettingStatuses.Approved, StringComparison.OrdinalIgnoreCase)
        || IsDenied;

    /// <summary>Whether the service has refused it.</summary>
    internal bool IsDenied => string.Equals(VettingStatus, VettingStatuses.Denied, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Why a qualification that was asked for was not requested.</summary>
public enum SkipReason
{
    /// <summary>The customer holds it already.</summary>
    AlreadyHeld,

    /// <summary>It has been requested before, and the service has not decided yet.</summary>
    InReview,

    /// <summary>It was denied before. Asking again without a correction would waste one of the customer's three verifications.</summary>
    Denied,

    /// <summary>The same request came before in the same run.</summary>
    Duplicate,

    /// <summary>The journal of an earlier run says what became of it.</summary>
    Journal,
}

/// <summary>The states of a review that are known today. The service may answer with others, and they are kept as they come.</summary>
public static class VettingStatuses
{
    /// <summary>The service has not decided yet.</summary>
    public const string InReview = "InReview";

    /// <summary>The customer holds the qualification.</summary>
    public const string Approved = "Approved";

    /// <summary>The customer was refused; the reason says why.</summary>
    public const string Denied = "Denied";

    private static readonly string[] AllNames = [InReview, Approved, Denied];

    /// <summary>Every state that is known today.</summary>
    public static IReadOnlyList<string> All => AllNames;
}
