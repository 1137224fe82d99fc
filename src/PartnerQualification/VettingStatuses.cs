namespace PartnerQualification;

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
