using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Follows reviews until they are decided, and emits each qualification once, as it is decided.</summary>
[Cmdlet(VerbsLifecycle.Wait, "CustomerQualification")]
[OutputType(typeof(CustomerQualification))]
public sealed class WaitCustomerQualificationCommand : BatchCommand
{
    private ReviewWait reviews = null!;
    private RowParameter qualification = null!;
    private bool isNameTold;

    /// <summary>The customer's tenant id or domain name: text, a GUID, or an object with CustomerId, CustomerTenantId, TenantId or Id. The output of Get- and Set-CustomerQualification is followed as it is.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CustomerTenantId", "TenantId", "Id")]
    [CustomerId]
    [ArgumentCompleter(typeof(CustomerIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] CustomerId { get; set; } = [];

    /// <summary>Only this qualification; without it, all that the customer holds or awaits. Our own output keeps its own where this comes from the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [PropertyText]
    [ArgumentCompleter(typeof(QualificationCompleter))]
    public string? Qualification { get; set; }

    /// <summary>How long to follow at the most; a bare number is seconds. Without it, to the end.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [Seconds]
    [ArgumentCompleter(typeof(TimeoutCompleter))]
    public TimeSpan? Timeout { get; set; }

    /// <summary>A fixed time between two rounds of reading, instead of one that grows from 5 seconds to 5 minutes; a bare number is seconds.</summary>
    [Parameter]
    [Seconds]
    [ArgumentCompleter(typeof(PollingIntervalCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>How many customers are read at once.</summary>
    [Parameter]
    [ValidateRange(1, LargestThrottleLimit)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>The piped object itself: our own output says what it awaits.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public PSObject? InputObject { get; set; }

    private protected override string Activity => CmdletMessages.GetActivity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireCustomer();
        qualification = FindParameter(nameof(Qualification), () => Qualification);
        CheckDurations(Timeout, PollingInterval);
        reviews = FollowReviews(Timeout, PollingInterval, ThrottleLimit);
        RunReadingRows(ThrottleLimit, reviews.Pauses);
    }

    private protected override void TakeRecord()
    {
        RequireOneSource(InputObject);
        foreach (var (customer, piped) in PipedObject.Rows(CustomerId, InputObject)) Take(customer, piped);
    }

    private protected override void AfterRows() => reviews.Follow(Connected.Center, StopToken);

    private protected override void WriteAnswer(Row row)
    {
        var read = (ReadRow)row;
        var isAny = false;
        foreach (var held in read.Qualifications)
        {
            if (!IsWanted(held, read.Wanted)) continue;
            isAny = true;
            Follow(held);
        }

        if (isAny) return;
        Tell(CmdletMessages.NothingToFollow(read.CustomerId, read.Wanted));
        WarnOfName(read.Wanted);
    }

    /// <summary>The object as our own output; nothing where it is none, or where a script block names another customer.</summary>
    private static CustomerQualification? OwnOutput(string? customer, object? piped) =>
        PipedObject.IsOwnOutput(piped)
        && PipedObject.ReadOwnOutput(piped!) is { } own
        && PartnerQualification.CustomerId.TryParse(customer, out var id)
        && string.Equals(id, own.CustomerId, StringComparison.OrdinalIgnoreCase) ? own : null;

    private void Take(string? customer, object? piped)
    {
        if (OwnOutput(customer, piped) is not { } known)
        {
            ReadCustomer(customer, piped);
            return;
        }

        try
        {
            FollowKnown(known, piped);
        }
        catch (PartnerCenterException error)
        {
            Start(new RefusedRow(customer, error));
        }
    }

    private void ReadCustomer(string? customer, object? piped)
    {
        var (wanted, problem) = ReadWanted(customer, piped);
        TakeWhenKnown(customer, given => Read(given, wanted, problem));
    }

    private void Read(GivenCustomer given, string? wanted, PartnerCenterException? problem)
    {
        var known = given.Error is null && problem is not null ? given with { Error = problem } : given;
        Start(known, customer => new ReadRow(Connected.Center, customer, NewCall(), wanted));
    }

    /// <summary>What is wanted of a row's customer, or why that cannot be read.</summary>
    private (string? Wanted, PartnerCenterException? Problem) ReadWanted(string? customer, object? piped)
    {
        try
        {
            return (Named(PartnerQualification.CustomerId.TryParse(customer, out var id) ? id : customer ?? string.Empty, piped), null);
        }
        catch (PartnerCenterException error)
        {
            return (null, error);
        }
    }

    /// <summary>Our own output says what it awaits; only what was named on the command line can rule it out.</summary>
    private void FollowKnown(CustomerQualification known, object? piped)
    {
        if (qualification.IsFromObject || IsWanted(known, Named(known.CustomerId, piped))) Follow(known);
        else Tell(CmdletMessages.NotAsked(known));
    }

    private string? Named(string customerId, object? piped) => qualification.Read(customerId, piped)?.Trim() is { } wanted ? Qualifications.Find(wanted) ?? wanted : null;

    /// <summary>Says once that what is waited for is no name that this version knows; the customer has nothing of that name.</summary>
    private void WarnOfName(string? wanted)
    {
        if (isNameTold || wanted is null || Qualifications.Find(wanted) is not null) return;
        isNameTold = true;
        Warn(CmdletMessages.FilterUnmatched(nameof(Qualification), wanted, Qualifications.All));
    }

    private static bool IsWanted(CustomerQualification held, string? wanted) =>
        wanted is null || string.Equals(wanted, held.Qualification, StringComparison.OrdinalIgnoreCase);

    private void Follow(CustomerQualification qualification)
    {
        if (!reviews.Add(qualification)) return;
        Counts.Count(qualification);
        if (qualification.IsDecided) Emit(qualification);
    }
}
