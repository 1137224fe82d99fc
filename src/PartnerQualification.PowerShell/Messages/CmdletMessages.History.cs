using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about the history of requests.</summary>
internal static partial class CmdletMessages
{
    public const string HistoryActivity = "Reading the history";

    private const string HistoryJournalRemedy = "What this module requested, a journal knows without an end: -JournalPath reads it.";

    public static ErrorText SinceAfterUntil(DateTimeOffset since, DateTimeOffset until) => new(
        $"-Since ({TimeOfDay(since)}) is after -Until ({TimeOfDay(until)}). Nothing was sent.",
        "Give the earlier time as -Since. A day without a time is its first moment: to have it whole, end with the day after.");

    public static ErrorText SinceInTheFuture(DateTimeOffset since) => new(
        $"-Since ({TimeOfDay(since)}) is still to come. Nothing was sent.",
        "Give a time that has passed, such as (Get-Date).AddDays(-7).");

    public static ErrorText UntilBeforeRecords(DateTimeOffset until, DateTimeOffset firstDay) => new(
        $"-Until ({TimeOfDay(until)}) is before the first day whose activity records Partner Center keeps: 90 days, today included, which is since {Day(firstDay)} (UTC). Nothing was sent.",
        HistoryJournalRemedy);

    public static string SinceBeforeRecords(DateTimeOffset since, DateTimeOffset firstDay) =>
        $"-Since is {TimeOfDay(since)}, and Partner Center keeps activity records for 90 days, today included. What was before {Day(firstDay)} (UTC) is missing. {HistoryJournalRemedy}";
}
