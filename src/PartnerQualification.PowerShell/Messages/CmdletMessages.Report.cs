using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about the report.</summary>
internal static partial class CmdletMessages
{
    public const string ReportActivity = "Writing the report";

    public const string ReportCaption = "Write a report";

    private const string QualificationsRemedy =
        "Pipe in what Get-CustomerQualification emits, such as Get-CustomerQualification -All -IncludeUnqualified, or use -All to have all customers read.";

    public static ErrorText ReportHasNoInput() => new("Neither -All was given nor anything piped in. Nothing was read.", QualificationsRemedy);

    public static ErrorText ReportHasTwoInputs() => new("-All reads all customers, and something was piped in besides. Nothing was written.", "Use -All, or pipe qualifications in.");

    /// <summary>What was piped in is no qualification.</summary>
    /// <param name="type">What it is.</param>
    public static ErrorText NotAQualification(string type) => new(
        $"What was piped in is no qualification of a customer but {PlainText.OneLine(type, LongestQuotation)}. Nothing was written.",
        $"{QualificationsRemedy} Customers become qualifications when they pass through Get-CustomerQualification -IncludeUnqualified first.");

    public static ErrorText CustomerCameApart(CustomerQualification qualification) => new(
        $"Customer {qualification.CustomerId} came again after other customers, with {Name(qualification.Qualification)}, which is not in the report: what was read of a customer has to come one after the other.",
        "Sort what you pipe in (Sort-Object CustomerId), and write the report again.");

    public static string QualificationsRepeated(long count) =>
        $"{Number(count)} {(count == 1 ? "qualification" : "qualifications")} came more than once, and {(count == 1 ? "is" : "are")} in the report once, as {(count == 1 ? "it" : "they")} came first.";

    public static ErrorText ReportFileTwice(string file) => new(
        $"Two of the report's files would be the same, {Quote(file)}. Nothing was read.",
        "Give -Path, -DataPath, -ActionPlanPath and -SummaryPath a file each.");

    public static ErrorText ReportFileExists(string file) => new(
        $"The file {Quote(file)} exists, and -NoClobber was given. Nothing was read.",
        "Give another path, or leave -NoClobber out: then the file is replaced.");

    public static ErrorText ReportFileReadOnly(string file) => new(
        $"The file {Quote(file)} is read-only. Nothing was read.",
        "Give another path, or -Force, which replaces it all the same.");

    public static string EarlierReportMissing(string file) =>
        $"There is no file {Quote(file)}, so the report is compared with nothing. In a job that runs again and again, that is right for the first run.";

    public static ErrorText EarlierReportOfOther(string file, string tenant, string? own) => new(
        $"The data of the earlier report, {Quote(file)}, are of the tenant {Name(tenant)}, and this session is of {Name(own)}. Nothing was read.",
        "Give -Since data of the same partner, or leave it out.");

    public static string HistoryNotRead(string why) =>
        $"The partner's activity records cannot be read, so the report does not say who requested what, and how often: {why} -SkipHistory leaves them out on purpose.";

    public static string CodesNotRead(string why) => $"The partner's validation codes cannot be read, and the report says so: {why}";

    /// <summary>
    /// The command that requests a denied qualification again. Only an id and a name of ours stand in it. What nobody can know stands in
    /// angle brackets: PowerShell does not run the line as long as they are there.
    /// </summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="qualification">What was denied.</param>
    /// <returns>The command; nothing where it cannot be requested.</returns>
    public static string? AskAgain(string customerId, string qualification)
    {
        if (!CustomerId.TryParse(customerId, out var id) || !Qualifications.TryGetSettable(qualification, out var name)) return null;
        var values = name switch
        {
            Qualifications.Education => $" -EducationSegment <{Choices(EducationSegments.All)}> -Website <official website>",
            Qualifications.GovernmentCommunityCloud => " -ValidationCode <validation code>",
            _ => string.Empty,
        };
        return $"Set-CustomerQualification {id} {name}{values} -SkipExisting -ResubmitDenied";
    }

    /// <summary>What would be written, for -WhatIf and -Confirm.</summary>
    public static string ReportTarget(ReportFiles files) => string.Join(", ", files.All);

    /// <summary>The sentence and the counts, as the body of a mail.</summary>
    public static string ReportBody(ReportSummary summary) =>
        string.Join(Environment.NewLine, [summary.Sentence, string.Empty, .. ReportCountRows(summary).Select(static row => $"{row.Name}: {Number(row.Count)}")]);
}
