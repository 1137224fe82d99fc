namespace PartnerQualification;

/// <summary>This part is about the report.</summary>
internal static partial class Messages
{
    /// <summary>The sentence that a report begins with.</summary>
    /// <param name="denied">How many qualifications were denied.</param>
    /// <param name="waiting">How many have waited for longer than a review usually takes.</param>
    /// <param name="changed">How many have changed.</param>
    /// <param name="since">Since when; nothing where nothing was compared.</param>
    /// <param name="unreadable">How many customers could not be read.</param>
    public static string ReportSentence(long denied, long waiting, long changed, DateTimeOffset? since, long unreadable)
    {
        List<string> parts = [$"{Some(denied, "Nothing")} denied", $"{Some(waiting, "nothing")} waiting for more than three business days"];
        if (since is { } day) parts.Add($"{Some(changed, "nothing")} changed since {Day(day)}");
        if (unreadable > 0) parts.Add($"and {Number(unreadable)} {(unreadable == 1 ? "customer" : "customers")} could not be read");
        return $"{string.Join(", ", parts)}.";
    }

    /// <summary>A request in a customer's history: what was requested, and how it ended.</summary>
    public static string HistoryEntry(QualificationChange change)
    {
        var what = change.RequestedQualification ?? (string.IsNullOrWhiteSpace(change.NewValue) ? "a qualification" : $"what the record calls {Quote(change.NewValue!)}");
        return string.IsNullOrWhiteSpace(change.Status) ? $"Requested {what}." : $"Requested {what}: {OneLine(change.Status!)}.";
    }

    /// <summary>What has to be corrected about a denied qualification before it is requested again, and where.</summary>
    /// <param name="denied">What was denied.</param>
    /// <param name="known">How many requests for it are known; nothing where nobody could find out.</param>
    public static string CorrectDenied(CustomerQualification denied, int? known)
    {
        if (!string.Equals(denied.Qualification, Qualifications.Education, StringComparison.OrdinalIgnoreCase))
        {
            return "For which reasons it is denied is documented for Education only: ask Partner Center support what has to be corrected before it is requested again.";
        }

        var about = AboutReason(DenialReasons.Find(denied.VettingReason));
        return about.Length == 0 ? CorrectBeforeAgain(denied, known) : $"{about} {CorrectBeforeAgain(denied, known)}";
    }

    /// <summary>What stands in place of a reason that the service did not give.</summary>
    public const string NoReasonGiven = "No reason given";

    /// <summary>What a report counts, line by line.</summary>
    public static IEnumerable<(string Name, long Count)> ReportCountRows(ReportSummary summary)
    {
        yield return ("Customers", summary.Customers);
        yield return ("Without a qualification", summary.Unqualified);
        yield return ("Denied", summary.Denied);
        yield return ("In review", summary.InReview);
        yield return ("In review for more than three business days", summary.Waiting);
        if (summary.Since is { } since)
        {
            yield return ($"Changed since {Day(since)}", summary.Changed);
            yield return ("Of these, gone", summary.Gone);
        }

        yield return ("Could not be read", summary.Unreadable);
    }

    public static ErrorText ReportNotWritten(string why) => new(
        $"The report cannot be written: {OneReason(why)}",
        ErrorKinds.Of(PartnerCenterErrorKind.ReportFailed).Remedy);

    public static ErrorText EarlierReportUnreadable(string path, string why) => new(
        $"The data of an earlier report, {Quote(path)}, cannot be read: {OneReason(why)} Nothing was written.",
        EarlierReportRemedy);

    public static ErrorText EarlierReportIsNone(string path) => new(
        $"The file {Quote(path)} does not hold the data of a report. Nothing was written.",
        EarlierReportRemedy);

    public static ErrorText EarlierReportNewer(string path) => new(
        $"The data of the earlier report, {Quote(path)}, were written by a newer version of this module. Nothing was written.",
        "Use that version, or compare with data that this one wrote.");

    private const string EarlierReportRemedy = "Give the data file of an earlier report, which is JSON, or compare with nothing.";

    private static string OneReason(string why) => PlainText.OneLine(why, LongestReason);

    private static string AboutReason(string? reason) => reason switch
    {
        DenialReasons.NotEducation => "From its details, Microsoft did not take the customer for an educational institution.",
        DenialReasons.NoLongerEducation => "Microsoft took the customer for an educational institution before, and does not any more: ask the customer what has changed.",
        DenialReasons.NotEducationAfterReview => "Microsoft looked at the customer in a review and did not take it for an educational institution: the same details will hardly bring another decision.",
        DenialReasons.Restricted => "Microsoft restricts the customer from Education, and what lifts that is not documented: ask Partner Center support before another verification is spent.",
        DenialReasons.NotAcademicDomain => "The domain or website was not taken for an academic one.",
        DenialReasons.NotEligibleLibrary => "The customer was not taken for a library that is eligible: check Microsoft's conditions for libraries with the customer first.",
        DenialReasons.NotEligibleMuseum => "The customer was not taken for a museum that is eligible: check Microsoft's conditions for museums with the customer first.",
        _ => string.Empty,
    };

    private static string Some(long count, string none) => count == 0 ? none : Number(count);
}
