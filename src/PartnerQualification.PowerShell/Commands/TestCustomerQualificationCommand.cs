using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Says what would become of requests for qualifications, row by row, without sending any.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CustomerQualification")]
[OutputType(typeof(QualificationVerdict), typeof(bool))]
public sealed class TestCustomerQualificationCommand : RequestCommand
{
    private RequestTest test = null!;
    private long taken;
    private bool isAllWell = true;

    /// <summary>Leaves out the customers' profiles: one read less for each customer, no hints about e-mail address, postal address and contact, and no company names.</summary>
    [Parameter]
    public SwitchParameter SkipProfile { get; set; }

    /// <summary>Emits only $true, where every row is ready or already held, or $false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override string Activity => CmdletMessages.TestActivity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        test = new RequestTest(Connected, readsProfile: !SkipProfile, NewCall, StopToken);
        if (!test.ReadsAccount) Warn(CmdletMessages.AccountsNotRead);
        RunReadingRows(ThrottleLimit, pauses: null);
    }

    private protected override void Take(string? customer, object? piped)
    {
        taken++;
        if (IsOver) CountNotSent(customer);
        else Start(NewRow(customer, piped));
    }

    private protected override void WriteRow(Row row)
    {
        // What meets every row ends the command. Any other error is what there is to say of this row.
        if (row.Error is { MeetsEveryRequest: true }) base.WriteRow(row);
        else WriteAnswer(row);
    }

    private protected override void WriteAnswer(Row row)
    {
        TellOfHistory(test.HistoryUnreadable);
        var tested = (TestedRow)row;
        var verdict = test.Judge(tested);
        if (verdict.Remedy is { } remedy) verdict = verdict with { Remedy = AsTyped(remedy) };
        Counts.Count(verdict.Verdict);
        isAllWell &= verdict.Verdict is Verdict.Ready or Verdict.AlreadyHeld;

        // A command that is being stopped hands nothing on any more.
        Pipeline.ThrowIfStopped();
        if (!Quiet) WriteObject(PipedColumns.AddTo(verdict, tested.Piped));
    }

    private protected override void AfterRows()
    {
        if (Quiet && !IsOver) WriteObject(isAllWell);
    }

    private Row NewRow(string? customer, object? piped)
    {
        try
        {
            return test.NewRow(taken, Read(customer, piped), piped);
        }
        catch (PartnerCenterException error)
        {
            // A customer that is looked up by its domain may meet what meets everybody.
            return error.MeetsEveryRequest ? new RefusedRow(customer, error) { Number = taken } : RequestTest.NewRow(taken, ReadGiven(customer, piped), error, piped);
        }
    }
}
