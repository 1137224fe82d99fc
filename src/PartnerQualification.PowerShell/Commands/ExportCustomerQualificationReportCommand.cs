using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Writes one page about the qualifications of customers, and on request its data, an action plan and a summary.</summary>
[Cmdlet(VerbsData.Export, "CustomerQualificationReport", SupportsShouldProcess = true, DefaultParameterSetName = Piped)]
[OutputType(typeof(QualificationReport))]
public sealed class ExportCustomerQualificationReportCommand : CustomerListCommand
{
    private const string Piped = "Piped";

    private const string OfAll = "All";

    private ReportFiles files = null!;
    private ReportSources sources = null!;
    private ReportBuilder report = null!;
    private PipedCustomers piped = null!;
    private IEarlierReport? earlier;
    private IReportWriter? writer;

    /// <summary>The page that is written: one HTML file with everything in it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Where the data of the page are written as JSON as well: the next report compares with them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>Where an action plan is written as CSV: what was denied, with cells to fill in, to be piped into Test- and Set-CustomerQualification.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ActionPlanPath { get; set; }

    /// <summary>Where the sentence and the counts are written as Markdown.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryPath { get; set; }

    /// <summary>The data of an earlier report, to say what has changed since. May be the file of -DataPath.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <summary>Reads all customers of the partner, page by page.</summary>
    [Parameter(ParameterSetName = OfAll, Mandatory = true)]
    [SwitchedOn]
    public SwitchParameter All { get; set; }

    /// <summary>The qualifications, as Get-CustomerQualification emits them. They are not read again.</summary>
    [Parameter(ParameterSetName = Piped, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Leaves the partner's activity records out: the report does not say who requested what, and how often.</summary>
    [Parameter]
    public SwitchParameter SkipHistory { get; set; }

    /// <summary>How many customers are read at once.</summary>
    [Parameter(ParameterSetName = OfAll)]
    [ValidateRange(1, LargestThrottleLimit)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>Replaces no file that exists.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces files that are read-only too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Activity => CmdletMessages.ReportActivity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RunReadingRows(ThrottleLimit, pauses: null);
        piped = new PipedCustomers(Take);
        files = EndingTheCommand(FindFiles);
        RequireInput();
        if (!ShouldProcess(CmdletMessages.ReportTarget(files), CmdletMessages.ReportCaption)) return;
        EndingTheCommand(Begin);
    }

    private protected override void TakeRecord()
    {
        if (writer is null) return;
        if (All) ReadAll();
        else TakePiped(InputObject);
    }

    private protected override void WriteRow(Row row)
    {
        if (row.Error is { MeetsEveryRequest: false } error) NoteUnreadable((row as ReadRow)?.Customer ?? new Customer(row.CustomerId, Connected.Customers.NameOf(row.CustomerId), Domain: null), error);
        base.WriteRow(row);
    }

    private protected override void WriteAnswer(Row row)
    {
        var read = (ReadRow)row;
        Connected.Customers.Note(read.Customer);
        foreach (var held in read.Qualifications) Connected.Customers.Note(held);
        Take(read.Customer, read.Qualifications);
    }

    private protected override void AfterRows()
    {
        if (writer is null) return;
        piped.Finish();
        if (piped.Repeated > 0) Warn(CmdletMessages.QualificationsRepeated(piped.Repeated));
        WriteObject(EndingTheCommand(Complete));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        writer?.Dispose();
        earlier?.Dispose();
    }

    /// <summary>The files that are written; what cannot be written is found before anything is read.</summary>
    private ReportFiles FindFiles()
    {
        var found = new ReportFiles(
            Find(nameof(Path), Path, "./report.html")!,
            Find(nameof(DataPath), DataPath, "./report.json"),
            Find(nameof(ActionPlanPath), ActionPlanPath, "./plan.csv"),
            Find(nameof(SummaryPath), SummaryPath, "./summary.md"))
        { PlansUnqualified = !All };
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in found.All)
        {
            if (!seen.Add(file)) throw Refuse(CmdletMessages.ReportFileTwice(file));
            if (!File.Exists(file)) continue;
            if (NoClobber) throw Refuse(CmdletMessages.ReportFileExists(file));
            if (!Force && new FileInfo(file).IsReadOnly) throw Refuse(CmdletMessages.ReportFileReadOnly(file));
        }

        return found;
    }

    private string? Find(string parameter, string? path, string example) => path is null ? null : new FilePath(parameter, "what it names", example, "read").Resolve(path, SessionState);

    private void RequireInput()
    {
        if (All && MyInvocation.ExpectingInput) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.ReportHasTwoInputs()));
        if (!All && !MyInvocation.ExpectingInput && InputObject is null) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.CustomerIdRequired, CmdletMessages.ReportHasNoInput()));
    }

    private bool Begin()
    {
        var now = DateTimeOffset.UtcNow;
        var comparison = OpenComparison();
        sources = Await(ReportSources.ReadAsync(Connected.Center, !SkipHistory, NewCall, StopToken), Tick);
        if (sources.HistoryUnreadable is { } noHistory) Warn(CmdletMessages.HistoryNotRead(noHistory));
        if (sources.Codes.Failure is { } noCodes) Warn(CmdletMessages.CodesNotRead(noCodes.WhatHappened));
        else Connected.ValidationCodes.Keep(sources.Codes.Codes);
        report = new ReportBuilder(now, comparison, sources.Requests, sources.History, (customer, qualification) => CmdletMessages.AskAgain(customer, qualification) is { } command ? AsTyped(command) : null);
        writer = ModuleAssemblies.ReportFactory.Create(files, HeaderOf(now, comparison));
        return true;
    }

    /// <summary>Opens what the report is compared with. A job that runs again and again names the file of its last run, and has none the first time.</summary>
    private ReportComparison? OpenComparison()
    {
        if (Since is null) return null;
        var file = new FilePath(nameof(Since), "what it names", "./report.json", "read").Find(Since, SessionState);
        if (!File.Exists(file))
        {
            Warn(CmdletMessages.EarlierReportMissing(file));
            return null;
        }

        earlier = ModuleAssemblies.ReportFactory.OpenEarlier(file);
        if (earlier.TenantId is { } tenant && !string.Equals(tenant, Connected.TenantId, StringComparison.OrdinalIgnoreCase)) throw Refuse(CmdletMessages.EarlierReportOfOther(file, tenant, Connected.TenantId));
        return new ReportComparison(earlier);
    }

    private ReportHeader HeaderOf(DateTimeOffset now, ReportComparison? comparison) => new()
    {
        Written = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)),
        ModuleVersion = GetType().Assembly.GetName().Version!.ToString(3),
        TenantId = Connected.TenantId,
        User = Connected.User ?? Connected.ApplicationId,
        Environment = Connected.Environment,
        Since = comparison?.Since,
        HistoryFrom = sources.History is null ? null : ActivityPeriod.Latest(now).First,
        HistoryUnreadable = sources.HistoryUnreadable,
    };

    private void TakePiped(object? input)
    {
        if (input is null) return;
        if (PipedObject.Unwrap(input) is System.Collections.IList several)
        {
            foreach (var one in several) TakePiped(one);
            return;
        }

        if (Read(input) is not { } qualification) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.NotAQualification(PSObject.AsPSObject(input).TypeNames[0])));
        if (piped.Add(qualification)) return;
        var error = new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.CustomerCameApart(qualification)) { CustomerId = qualification.CustomerId };
        Start(new RefusedRow(qualification.CustomerId, error));
    }

    /// <summary>What Get-CustomerQualification emitted: live, from a job, or from a file.</summary>
    private static CustomerQualification? Read(object input)
    {
        if (!PipedObject.IsOwnOutput(input) && !PipedObject.IsResult(input)) return null;
        return PipedObject.ReadOwnOutput(input) is { } read && CustomerId.TryParse(read.CustomerId, out var id) ? read with { CustomerId = id } : null;
    }

    private void Take(Customer customer, IReadOnlyList<CustomerQualification> held)
    {
        Counts.Count(answer: null);
        var named = customer.CompanyName is null ? customer with { CompanyName = Connected.Customers.NameOf(customer.CustomerId) } : customer;
        EndingTheCommand(() =>
        {
            writer!.Write(report.Add(named, held));
            return true;
        });
    }

    private void NoteUnreadable(Customer customer, PartnerCenterException error) => writer!.Note(report.Add(customer, error, AsTyped(ErrorRecords.Remedy(error))));

    private QualificationReport Complete()
    {
        var tail = report.End(sources.Codes);

        // It may be the file that is replaced, and Windows replaces none that is open.
        earlier?.Dispose();
        Pipeline.ThrowIfStopped();
        if (Force) MakeWritable();
        Await(CompleteAsync(tail), Tick);
        return ResultOf(tail.Summary);
    }

    private async Task<bool> CompleteAsync(ReportTail tail)
    {
        await writer!.CompleteAsync(tail, StopToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Windows replaces no file that is read-only.</summary>
    private void MakeWritable()
    {
        foreach (var file in files.All.Select(static path => new FileInfo(path)).Where(static file => file.Exists && file.IsReadOnly)) file.IsReadOnly = false;
    }

    private QualificationReport ResultOf(ReportSummary summary) => new()
    {
        Sentence = summary.Sentence,
        Customers = summary.Customers,
        Unqualified = summary.Unqualified,
        Denied = summary.Denied,
        InReview = summary.InReview,
        Waiting = summary.Waiting,
        Changed = summary.Since is null ? null : summary.Changed,
        Gone = summary.Since is null ? null : summary.Gone,
        Unreadable = summary.Unreadable,
        Since = summary.Since,
        Path = files.Page,
        DataPath = files.Data,
        ActionPlanPath = files.ActionPlan,
        SummaryPath = files.Summary,
        Body = CmdletMessages.ReportBody(summary),
    };

    /// <summary>Does something whose error ends the command.</summary>
    private T EndingTheCommand<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    private static PartnerCenterException Refuse(ErrorText text) => new(PartnerCenterErrorKind.InvalidProperty, text);
}
