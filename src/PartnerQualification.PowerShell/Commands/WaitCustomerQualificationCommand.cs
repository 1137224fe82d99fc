using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Follows reviews until they are decided, and emits each qualification once, as it is decided.</summary>
[Cmdlet(VerbsLifecycle.Wait, "CustomerQualification")]
[OutputType(typeof(CustomerQualification))]
public sealed class WaitCustomerQualificationCommand : BatchCommand
{
    private RowRunner<ReadRow> rows = null!;
    private ReviewWait reviews = null!;
    private VettingFollowerOptions following = null!;
    private PauseWait pauses = null!;
    private bool isQualificationNamed;

    /// <summary>The customer's tenant id: text, a GUID, or an object with CustomerId, CustomerTenantId, TenantId or Id. The output of Get- and Set-CustomerQualification is followed as it is.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CustomerTenantId", "TenantId", "Id")]
    [CustomerId]
    [ArgumentCompleter(typeof(CustomerIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] CustomerId { get; set; } = [];

    /// <summary>Only this qualification; without it, all that the customer holds or awaits. Our own output keeps its own where this comes from the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(QualificationCompleter))]
    public string? Qualification { get; set; }

    /// <summary>How long to follow at the most; a bare number is seconds. Without it, to the end.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [Seconds]
    public TimeSpan? Timeout { get; set; }

    /// <summary>A fixed time between two rounds of reading, instead of one that grows from 5 seconds to 5 minutes; a bare number is seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>How many customers are read at once.</summary>
    [Parameter]
    [ValidateRange(1, RowLimits.Largest)]
    public int ThrottleLimit { get; set; } = RowLimits.Default;

    /// <summary>The piped object itself: our own output says what it awaits.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override string Activity => Messages.GetActivity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isQualificationNamed = MyInvocation.BoundParameters.ContainsKey(nameof(Qualification));
        following = FollowingOptions(Timeout, PollingInterval, ThrottleLimit);
        pauses = new PauseWait(Timeout, Trace);
        rows = new RowRunner<ReadRow>(Pump, RowLimits.ForReading(ThrottleLimit), WriteRow, Tick, pauses, IsOver, StopToken);
        reviews = new ReviewWait(Pump, Timeout, EmitFollowed, ReportOrKeep, WriteProgress);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RequireOneSource(InputObject);
        if (PipedObject.IsOwnOutput(InputObject) && PipedObject.ReadOwnOutput(InputObject!) is { } known) FollowKnown(known);
        else ReadCustomers();
        EndWithTheSession(rows.Finish);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        rows.Finish();
        EndWithTheSession(rows.Finish);
        Follow(reviews, following, pauses);
        Conclude();
    }

    private void ReadCustomers()
    {
        foreach (var text in CustomerId)
        {
            if (PartnerQualification.CustomerId.TryParse(text, out var customerId))
            {
                var row = new ReadRow(Connected.Center, new Customer(customerId, CompanyName: null, Domain: null), NewCall(), Wanted());
                if (!rows.Start(row)) Counts.CountNotSent(customerId);
            }
            else
            {
                Fail(new PartnerCenterException(PartnerCenterErrorKind.CustomerIdInvalid, Messages.CustomerIdInvalid(text)) { CustomerId = text });
            }
        }

        rows.WriteDue();
    }

    private void WriteRow(ReadRow row)
    {
        if (row.Error is { } error) Fail(error);
        else if (!row.IsCancelled) FollowAll(row);
        Tick();
    }

    private void FollowAll(ReadRow row)
    {
        var isAny = false;
        foreach (var held in row.Qualifications)
        {
            if (!IsWanted(held, row.Wanted)) continue;
            isAny = true;
            Follow(held);
        }

        if (!isAny) Tell(Messages.NothingToFollow(row.CustomerId, row.Wanted));
    }

    /// <summary>Our own output says what it awaits; only what was named on the command line can rule it out.</summary>
    private void FollowKnown(CustomerQualification known)
    {
        if (!isQualificationNamed || IsWanted(known, Wanted())) Follow(known);
        else Tell(Messages.NotAsked(known));
    }

    private string? Wanted() => string.IsNullOrWhiteSpace(Qualification) ? null : Qualification!.Trim();

    private static bool IsWanted(CustomerQualification held, string? wanted) =>
        wanted is null || string.Equals(wanted, held.Qualification, StringComparison.OrdinalIgnoreCase);

    private void Follow(CustomerQualification qualification)
    {
        if (!reviews.Add(qualification)) return;
        Counts.Count(qualification);
        if (qualification.IsDecided) Emit(qualification);
    }
}
