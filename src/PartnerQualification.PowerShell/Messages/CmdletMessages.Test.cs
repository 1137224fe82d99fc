namespace PartnerQualification.PowerShell;

/// <summary>This part is about requests that are tested and not sent.</summary>
internal static partial class CmdletMessages
{
    public const string TestActivity = "Testing requests";

    public const string AccountsNotRead =
        "This session is one of an application alone (App), which may not read the state of customers' accounts: whether an account is under review, or was not approved, is not known.";

    /// <summary>What to do about a verdict, with what to type.</summary>
    public static string? VerdictRemedy(QualificationVerdict verdict) => verdict.Verdict switch
    {
        Verdict.InReview => $"{verdict.Remedy} Wait-CustomerQualification follows it.",
        Verdict.DeniedBefore => $"{verdict.Remedy} Set-CustomerQualification sends it again with -ResubmitDenied only.",
        _ => verdict.Remedy is null ? null : ErrorRows.Remedy(verdict.Remedy),
    };

    public static ErrorText NotReady(string customerId, Verdict verdict, string? reason) => new(
        $"Customer {customerId} was tested, and its row is not ready to be sent: {verdict}{(reason is null ? "." : $" ({PlainText.OneLine(reason, LongestReason).TrimEnd('.')}).")} Nothing was sent for it.",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.NotReady));
}
