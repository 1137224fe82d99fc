using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Says with -WhatIf what each row would send, or why it would send nothing: to the host as PowerShell does it, and as an object to the
/// information stream. On the pipeline thread only.
/// </summary>
/// <param name="command">The command that is rehearsed.</param>
/// <param name="session">The session it would send through.</param>
/// <param name="resubmitsDenied">Whether it requests again what was denied.</param>
internal sealed class Rehearsal(PSCmdlet command, PartnerQualificationSession session, bool resubmitsDenied)
{
    private static readonly string[] Tags = ["PartnerQualification", "Verdict"];

    private long wouldSend;
    private long wouldSkip;
    private long failed;

    /// <summary>What would be sent and what would not, in one sentence.</summary>
    public string Summary => CmdletMessages.RehearsalSummary(wouldSend, wouldSkip, failed);

    /// <summary>Says what would become of a row.</summary>
    /// <param name="row">The row, which has ended without an error.</param>
    public void Say(RequestRow row)
    {
        var answer = row.Answer!;
        var sent = row as SetRow is { WouldSend: true } set ? set : null;
        if (sent is null) wouldSkip++;
        else wouldSend++;
        var sentence = sent is null ? CmdletMessages.WouldRequestNothing(answer, session.Customers.NameOf(row.CustomerId)) : CmdletMessages.ConfirmationWhatIf(RequestInSession.Of(session, row.Request), resubmitsDenied, sent.Known) + CmdletMessages.WouldLookUp(sent.Call.SentBefore);
        command.ShouldProcess(sentence, sentence, CmdletMessages.ConfirmationCaption);
        var verdict = GivenRequest.Of(row.Request).ToVerdict(row.Number, sent is null ? VerdictOf(answer) : Verdict.Ready);
        Write(sent is null
            ? verdict with { Reason = sentence, HeldNow = answer.SkipReason == SkipReason.Duplicate ? null : Messages.Held([answer]) }
            : verdict with { RequestsKnown = sent.Known?.Count });
    }

    /// <summary>Puts a row that failed on the information stream. What went wrong, its error has said.</summary>
    /// <param name="row">The row.</param>
    /// <param name="error">What went wrong.</param>
    public void Note(Row row, PartnerCenterException error)
    {
        failed++;
        var given = row is RequestRow asked ? GivenRequest.Of(asked.Request) : ((RefusedRow)row).Given!;
        Write(row is RequestRow ? RequestJudge.Fail(row.Number, given, error) : RequestJudge.Refuse(row.Number, given, error));
    }

    private static Verdict VerdictOf(CustomerQualification answer) => answer switch
    {
        { SkipReason: SkipReason.Duplicate } => Verdict.Duplicate,
        { IsDenied: true } => Verdict.DeniedBefore,
        { IsDecided: true } => Verdict.AlreadyHeld,
        _ => Verdict.InReview,
    };

    private void Write(QualificationVerdict verdict) => command.WriteInformation(verdict with { CompanyName = session.Customers.NameOf(verdict.CustomerId) }, Tags);
}
