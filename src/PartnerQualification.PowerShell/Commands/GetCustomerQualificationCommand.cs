using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Reads the qualifications of customers: by id, from the pipeline, or of all customers of the partner.</summary>
[Cmdlet(VerbsCommon.Get, "CustomerQualification", DefaultParameterSetName = ById)]
[OutputType(typeof(CustomerQualification))]
public sealed class GetCustomerQualificationCommand : BatchCommand
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

    private void ReadAll()
    {
        var pages = new CustomerPages(Connected.Center);
        while (pages.HasMore && !IsOver)
        {
            var page = ReadNext(pages);
            Counts.Total ??= page.TotalCount;
            foreach (var customer in page.Customers) Start(NewRow(customer));

            // Whoever reads gets something before another page is asked for.
            Rows!.WriteFirst();
        }
    }

    private ReadRow NewRow(Customer customer) => new(Connected.Center, customer, NewCall());

    private CustomerPage ReadNext(CustomerPages pages)
    {
        var reading = pages.ReadNextAsync(NewCall(), StopToken);
        Pipeline.WaitFor(reading, Tick);

        // Its error ends the command: whoever was read before is written first, and may have met what meets everybody.
        if (reading.IsFaulted) FinishRows();
        return Await(reading, Tick);
    }
}
