using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Tells who requested which qualification, when, and how it ended: from the partner's activity records, or from a journal.</summary>
[Cmdlet(VerbsCommon.Get, "CustomerQualificationHistory")]
[OutputType(typeof(QualificationChange))]
public sealed class GetCustomerQualificationHistoryCommand : BatchCommand
{
    private IJournalHistory? journal;
    private HistoryRange range = null!;
    private ActivityPeriod? days;

    /// <summary>The customer's tenant id: text, a GUID, or an object with CustomerId, CustomerTenantId, TenantId or Id. Without it, all customers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CustomerTenantId", "TenantId", "Id")]
    [CustomerId]
    [ArgumentCompleter(typeof(CustomerIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] CustomerId { get; set; } = [];

    /// <summary>The first time that is asked for. Partner Center keeps 90 days.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PastTimeCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary>The last time that is asked for. Without it, until now.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PastTimeCompleter))]
    public DateTimeOffset? Until { get; set; }

    /// <summary>A journal of Set-CustomerQualification, which is read instead of the partner's activity records. No session is needed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>How many customers are read at once.</summary>
    [Parameter]
    [ValidateRange(1, LargestThrottleLimit)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    private protected override string Activity => CmdletMessages.HistoryActivity;

    private protected override bool NeedsSession => JournalPath is null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        range = new HistoryRange(Since, Until);
        if (range.IsReversed) throw Refuse(CmdletMessages.SinceAfterUntil(Since!.Value, Until!.Value));
        base.BeginProcessing();
        RunReadingRows(ThrottleLimit, pauses: null);
        if (JournalPath is null) days = FindDays();
        else journal = OpenJournal(JournalPath);
    }

    private protected override void TakeRecord()
    {
        // An empty list of customers is none, and not all of them.
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(CustomerId))) ReadAll();
        foreach (var text in CustomerId)
        {
            // A journal has ids only, and without a session no domain can be looked up.
            if (NeedsSession) TakeWhenKnown(text, Take);
            else Take(GivenCustomer.Of(text));
        }
    }

    private protected override void WriteAnswer(Row row)
    {
        Counts.Count(answer: null);
        foreach (var change in ((HistoryRow)row).Changes) Write(change);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        journal?.Dispose();
    }

    /// <summary>The days whose records are read. What is further back ends the command, or is warned of where the rest is asked for too.</summary>
    private ActivityPeriod FindDays()
    {
        var now = DateTimeOffset.UtcNow;
        var firstDay = ActivityPeriod.Latest(now).First;
        if (Since > now) throw Refuse(CmdletMessages.SinceInTheFuture(Since.Value));
        if (range.Days(now) is not { } found) throw Refuse(CmdletMessages.UntilBeforeRecords(Until!.Value, firstDay));
        if (range.BeginsBeforeRecords(now)) Warn(CmdletMessages.SinceBeforeRecords(Since!.Value, firstDay));
        return found;
    }

    private IJournalHistory OpenJournal(string path)
    {
        try
        {
            return ModuleAssemblies.PartnerCenterFactory.OpenJournalHistory(FilePath.Journal.Resolve(path, SessionState), Report, StopToken);
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Take(GivenCustomer given) => Start(given, customer => NewRow(customer.CustomerId));

    private HistoryRow NewRow(string customerId) => journal is { } known
        ? new HistoryRow(customerId, _ => Task.FromResult<IReadOnlyList<QualificationChange>>([.. known.Read(customerId, Since, Until)]))
        : new HistoryRow(customerId, stop => ReadCustomerAsync(customerId, stop));

    private async Task<IReadOnlyList<QualificationChange>> ReadCustomerAsync(string customerId, CancellationToken cancellationToken)
    {
        List<QualificationChange> changes = [];
        var history = new QualificationHistory(Connected.Center, days!, range, customerId);
        try
        {
            while (history.HasMore) changes.AddRange(await history.ReadNextAsync(NewCall(), cancellationToken).ConfigureAwait(false));
        }
        catch (PartnerCenterException error) when (!error.MeetsEveryRequest)
        {
            // To the service it is the partner's list that was asked for; here it is this customer's row.
            throw error.With(new ErrorText(error.WhatHappened, error.Remedy), customerId);
        }

        return changes;
    }

    private void ReadAll()
    {
        if (journal is not null) WriteJournal(journal);
        else WriteRecords();
    }

    private void WriteRecords()
    {
        var history = new QualificationHistory(Connected.Center, days!, range);
        while (history.HasMore)
        {
            foreach (var change in Await(history.ReadNextAsync(NewCall(), StopToken), Tick)) WriteCounted(change);
        }
    }

    private void WriteJournal(IJournalHistory known)
    {
        try
        {
            foreach (var change in known.Read(customerId: null, Since, Until)) WriteCounted(change);
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    private void WriteCounted(QualificationChange change)
    {
        Counts.Count(answer: null);
        Write(change);
        Tick();
    }

    private void Write(QualificationChange change)
    {
        Pipeline.ThrowIfStopped();
        if (NeedsSession && PartnerQualification.CustomerId.TryParse(change.CustomerId, out var customer)) Connected.Customers.Note(new Customer(customer, change.CompanyName, Domain: null));
        WriteObject(change);
    }

    private PartnerCenterException Refuse(ErrorText text) => Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, text));
}
