using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about the journal.</summary>
internal static partial class CmdletMessages
{
    public static string JournalOpened(string path, JournalContent earlier) => earlier.IsEmpty
        ? $"The journal {path} knows of no earlier request."
        : $"The journal {path} knows {Number(earlier.Done)} {(earlier.Done == 1 ? "request" : "requests")} as done, {Number(earlier.Open)} as open (they left, and nobody knows whether they took effect), and {Number(earlier.Refused)} as refused.";

    public static string JournalTorn(string path) =>
        $"The last line of the journal {path} was cut off in the middle of its writing, and is left out. Its request had not left, or is looked up.";

    public static string JournalValuesChanged(QualificationRequest request) =>
        $"{request.Qualification} for customer {request.CustomerId} is done, says the journal, and was requested with another EducationSegment or Website than this row has. What this row has was not sent. This is said once, for the first such row of this run.";

    public static ErrorText JournalEndedCommand(string whatHappened, string account) => new(
        $"{whatHappened} {account}",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.JournalFailed));
}
