using System.Collections;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Finds customers of the partner by name or domain, or lists all of them.</summary>
[Cmdlet(VerbsCommon.Find, "PartnerCustomer")]
[OutputType(typeof(Customer))]
public sealed class FindPartnerCustomerCommand : BatchCommand
{
    private const int LargestPage = 500;

    private const string OtherName = "CompanyName";

    private RowParameter name = null!;
    private RowParameter domain = null!;

    /// <summary>The company's name as a whole, or its beginning with a * after it; letter case does not matter.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias(OtherName)]
    [PropertyText]
    [ArgumentCompleter(typeof(CustomerNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The company's domain as a whole, or its beginning with a * after it; letter case does not matter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PropertyText]
    [ArgumentCompleter(typeof(CustomerDomainCompleter))]
    public string? Domain { get; set; }

    /// <summary>How many customers are emitted at the most for each beginning, or of all. No more pages are read than that takes.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int? First { get; set; }

    /// <summary>The piped object itself: a name as text, or what has Name, CompanyName or Domain.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public PSObject? InputObject { get; set; }

    private protected override string Activity => CmdletMessages.FindActivity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        name = FindParameter(nameof(Name), () => Name);
        domain = FindParameter(nameof(Domain), () => Domain);
        RunReadingRows(DefaultThrottleLimit, pauses: null);
    }

    private protected override void TakeRecord()
    {
        if (PipedObject.Unwrap(InputObject) is IList several)
        {
            // An array that is piped as one object holds a row in each element.
            foreach (var piped in several) Take(piped);
        }
        else
        {
            Take(InputObject);
        }
    }

    private protected override void WriteAnswer(Row row) => Emit(((FindRow)row).Customer!);

    private void Take(object? piped)
    {
        CustomerSearch search;
        try
        {
            search = Read(piped);
        }
        catch (PartnerCenterException error)
        {
            Start(new RefusedRow(error.CustomerId, error));
            return;
        }

        if (IsOver) CountNotSent(search.Target);
        else if (search.IsForOne) Start(new FindRow(Connected.Center, search, NewCall));
        else List(search);
    }

    /// <summary>What a row looks for.</summary>
    /// <exception cref="PartnerCenterException">It cannot be looked for.</exception>
    private CustomerSearch Read(object? piped)
    {
        var search = new CustomerSearch(Parse(CustomerField.CompanyName, ReadName(piped)), Parse(CustomerField.Domain, ReadText(domain, nameof(Domain), piped)));
        var isAll = !MyInvocation.ExpectingInput && !IsGiven(nameof(Name)) && !IsGiven(nameof(Domain));

        // A blank cell must not list all customers: what comes out may go into a command that cannot be taken back.
        return search.Asked is not null || isAll ? search : throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SearchTextMissing());
    }

    private string? ReadName(object? piped)
    {
        if (ReadText(name, nameof(Name), piped) is { } given) return given;
        if (!name.IsFromObject || piped is null) return null;
        return PipedObject.Unwrap(piped) is string text ? Checked(nameof(Name), PipedValue.Of(text)) : Checked(OtherName, PipedObject.Read(piped, OtherName));
    }

    private static string? ReadText(RowParameter parameter, string named, object? piped) => Checked(named, parameter.ReadValue(piped));

    private static string? Checked(string named, PipedValue value) => value.Problem is { } problem
        ? throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SearchTextUnusable(named, problem))
        : value.Text;

    private static CustomerText? Parse(CustomerField field, string? text) => text is null ? null : CustomerText.Parse(field, text);

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Emits all customers that are meant, as their pages come in. What came before is written first.</summary>
    private void List(CustomerSearch search)
    {
        Rows!.Finish();
        if (IsOver)
        {
            CountNotSent(search.Target);
            return;
        }

        try
        {
            if (!EmitPages(search)) Tell(CmdletMessages.NobodyFound(search));
        }
        catch (PartnerCenterException error)
        {
            Start(new RefusedRow(search.Target, error));
        }
    }

    /// <summary>Emits the customers of one page after the other, until there are enough.</summary>
    /// <returns>Whether there was any.</returns>
    private bool EmitPages(CustomerSearch search)
    {
        var left = First ?? int.MaxValue;

        // What is checked here may leave nothing of a page; so it is not asked for small ones then.
        var pages = new CustomerPages(Connected.Center, search.Checked is null ? Math.Min(left, LargestPage) : LargestPage, search.Filter);
        var isAny = false;
        while (left > 0 && pages.HasMore)
        {
            var page = ReadNext(pages);
            if (search.Asked is null && First is null) Counts.Total ??= page.TotalCount;
            foreach (var customer in page.Customers.Where(search.Matches).Take(left))
            {
                isAny = true;
                left--;
                Emit(customer);
            }
        }

        return isAny;
    }

    private CustomerPage ReadNext(CustomerPages pages)
    {
        var reading = pages.ReadNextAsync(NewCall(), StopToken);
        Pipeline.WaitFor(reading, Tick);
        Pipeline.RunPosted();
        Pipeline.ThrowIfStopped();
        return reading.GetAwaiter().GetResult();
    }

    private void Emit(Customer customer)
    {
        Counts.Count(answer: null);
        Connected.Customers.Note(customer);

        // A command that is being stopped hands nothing on any more.
        Pipeline.ThrowIfStopped();
        WriteObject(customer);
    }
}
