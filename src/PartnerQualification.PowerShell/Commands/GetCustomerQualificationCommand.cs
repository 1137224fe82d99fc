using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Reads the qualifications of customers: by id, from the pipeline, or of all customers of the partner.</summary>
[Cmdlet(VerbsCommon.Get, "CustomerQualification", DefaultParameterSetName = ById)]
[OutputType(typeof(CustomerQualification))]
public sealed class GetCustomerQualificationCommand : CustomerListCommand
{
    private const string ById = "ById";

    private const string OfAll = "All";

    private QualificationFilter filter = null!;

    /// <summary>The customer's tenant id or domain name: text, a GUID, or an object with CustomerId, CustomerTenantId, TenantId or Id.</summary>
    [Parameter(ParameterSetName = ById, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CustomerTenantId", "TenantId", "Id")]
    [CustomerId]
    [ArgumentCompleter(typeof(CustomerIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] CustomerId { get; set; } = [];

    /// <summary>Reads all customers of the partner, page by page, with company name and domain.</summary>
    [Parameter(ParameterSetName = OfAll, Mandatory = true)]
    [SwitchedOn]
    public SwitchParameter All { get; set; }

    /// <summary>Only these qualifications.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(QualificationCompleter))]
    public string[] Qualification { get; set; } = [];

    /// <summary>Only qualifications in these states of review.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VettingStatusCompleter))]
    public string[] VettingStatus { get; set; } = [];

    /// <summary>Emits one object with the qualification None for a customer that has none.</summary>
    [Parameter]
    public SwitchParameter IncludeUnqualified { get; set; }

    /// <summary>How many customers are read at once.</summary>
    [Parameter]
    [ValidateRange(1, LargestThrottleLimit)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    private protected override string Activity => CmdletMessages.GetActivity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!All) RequireCustomer();
        filter = new QualificationFilter(
            new FilterNames(nameof(Qualification), Qualification, Qualifications.All, Qualifications.Find),
            new FilterNames(nameof(VettingStatus), VettingStatus, VettingStatuses.All, status => Spelling.Find(VettingStatuses.All, status)),
            IncludeUnqualified);
        foreach (var mistake in filter.Mistakes()) Warn(mistake);
        RunReadingRows(ThrottleLimit, pauses: null);
    }

    private protected override void TakeRecord()
    {
        if (All) ReadAll();
        else ReadCustomers();
    }

    private protected override void WriteAnswer(Row row)
    {
        var read = (ReadRow)row;
        Counts.Count(answer: null);
        Connected.Customers.Note(read.Customer);
        foreach (var held in read.Qualifications) Connected.Customers.Note(held);
        filter.Select(read, Emit);
    }

    private protected override void AfterRows()
    {
        foreach (var name in filter.Unmatched()) Warn(name);
    }

    private void ReadCustomers()
    {
        foreach (var text in CustomerId) TakeWhenKnown(text, given => Start(given, NewRow));
    }
}
