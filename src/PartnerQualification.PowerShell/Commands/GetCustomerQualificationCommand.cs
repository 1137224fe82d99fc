using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Reads the qualifications of customers: by id, from the pipeline, or of all customers of the partner.</summary>
[Cmdlet(VerbsCommon.Get, "CustomerQualification", DefaultParameterSetName = ById)]
[OutputType(typeof(CustomerQualification))]
public sealed class GetCustomerQualificationCommand : BatchCommand
{
    private const string ById = "ById";

    private const string OfAll = "All";

    private RowRunner<ReadRow> rows = null!;
    private QualificationFilter filter = null!;

    /// <summary>The customer's tenant id: text, a GUID, or an object with CustomerId, CustomerTenantId, TenantId or Id.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
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
    [ValidateRange(1, RowLimits.Largest)]
    public int ThrottleLimit { get; set; } = RowLimits.Default;

    private protected override string Activity => Messages.GetActivity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        filter = new QualificationFilter(Qualification, VettingStatus, IncludeUnqualified);
        rows = new RowRunner<ReadRow>(Pump, RowLimits.ForReading(ThrottleLimit), WriteRow, Tick, pauses: null, IsOver, StopToken);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All) ReadAll();
        else ReadCustomers();
        Tick();
        EndWithTheSession(rows.Finish);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        rows.Finish();
        EndWithTheSession(rows.Finish);
        Conclude();
    }

    private void ReadCustomers()
    {
        foreach (var text in CustomerId)
        {
            var isId = PartnerQualification.CustomerId.TryParse(text, out var customerId);
            var row = new ReadRow(Connected.Center, new Customer(customerId ?? text ?? string.Empty, CompanyName: null, Domain: null), NewCall());
            if (isId)
            {
                if (!rows.Start(row)) Counts.CountNotSent(customerId);
                continue;
            }

            row.Refuse(new PartnerCenterException(PartnerCenterErrorKind.CustomerIdInvalid, Messages.CustomerIdInvalid(text)) { CustomerId = text });
            rows.Place(row);
        }

        rows.WriteDue();
    }

    private void ReadAll()
    {
        var pages = new CustomerPages(Connected.Center);
        while (pages.HasMore)
        {
            var page = ReadNext(pages);
            Counts.Total ??= page.TotalCount;
            foreach (var customer in page.Customers)
            {
                if (!rows.Start(new ReadRow(Connected.Center, customer, NewCall()))) Counts.CountNotSent(customer.Id);
                EndWithTheSession(rows.Finish);
            }

            // Whoever reads gets something before another page is asked for.
            rows.WriteFirst();
        }
    }

    private CustomerPage ReadNext(CustomerPages pages)
    {
        var reading = pages.ReadNextAsync(NewCall(), StopToken);
        Pump.WaitFor(reading, Tick);

        // Its error ends the command: whoever was read before is written first.
        if (reading.IsFaulted) rows.Finish();
        return Await(reading, Tick);
    }

    private void WriteRow(ReadRow row)
    {
        if (row.Error is { } error)
        {
            Fail(error);
        }
        else if (!row.IsCancelled)
        {
            Counts.Count(answer: null);
            Connected.Customers.Note(row.CustomerId, row.Customer.CompanyName);
            filter.Select(row, Emit);
        }

        Tick();
    }
}
