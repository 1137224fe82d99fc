namespace PartnerQualification;

/// <summary>The reasons for a denial that have been seen. The service may give others, and they are kept as they come.</summary>
internal static class DenialReasons
{
    public const string NotEducation = "Not an Education Customer";

    public const string NoLongerEducation = "No longer an Education Customer";

    public const string NotEducationAfterReview = "Not an Education Customer - After Review";

    public const string Restricted = "Restricted being an Education Customer";

    public const string NotAcademicDomain = "Not an Academic Domain";

    public const string NotEligibleLibrary = "Not an eligible Library";

    public const string NotEligibleMuseum = "Not an eligible Museum";

    private static readonly string[] AllReasons = [NotEducation, NoLongerEducation, NotEducationAfterReview, Restricted, NotAcademicDomain, NotEligibleLibrary, NotEligibleMuseum];

    /// <summary>Every reason that is known today.</summary>
    public static IReadOnlyList<string> All => AllReasons;

    /// <summary>The known reason that a text is; nothing where it is none.</summary>
    public static string? Find(string? text) => Array.Find(AllReasons, reason => string.Equals(reason, text?.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a text says that the customer was one of Education, and is not any more.</summary>
    public static bool IsNoLonger(string? text) => Find(text) == NoLongerEducation;
}
