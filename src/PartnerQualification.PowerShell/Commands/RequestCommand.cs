using System.ComponentModel;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>A command that takes requests for qualifications, one from each row: a customer, and what to request for it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RequestCommand : BatchCommand
{
    private RowParameter qualification = null!;
    private RowParameter educationSegment = null!;
    private RowParameter website = null!;
    private RowParameter validationCode = null!;
    private WaitedRow? waited;
    private ColumnCheck columns = null!;
    private ColumnProblem? problem;
    private bool isAnyRead;
    private bool isHistoryTold;

    private protected RequestCommand()
    {
    }

    /// <summary>The customer's tenant id or domain name: text, a GUID, or an object with CustomerId, CustomerTenantId, TenantId or Id.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CustomerTenantId", "TenantId", "Id")]
    [CustomerId]
    [ArgumentCompleter(typeof(CustomerIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] CustomerId { get; set; } = [];

    /// <summary>What to request: Education, GovernmentCommunityCloud or StateOwnedEntity.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [PropertyText]
    [ArgumentCompleter(typeof(SettableQualificationCompleter))]
    public string? Qualification { get; set; }

    /// <summary>For Education: K12 or HigherEducation. Partner Center requires it today.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PropertyText]
    [ArgumentCompleter(typeof(EducationSegmentCompleter))]
    public string? EducationSegment { get; set; }

    /// <summary>For Education: the customer's website, a host name or an http(s) address. Recommended.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PropertyText]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Website { get; set; }

    /// <summary>For GovernmentCommunityCloud: one of the partner's codes, as text or as Get-PartnerValidationCode gives it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PropertyText(Member = nameof(PartnerQualification.ValidationCode.ValidationId))]
    [ArgumentCompleter(typeof(ValidationCodeCompleter))]
    public string? ValidationCode { get; set; }

    /// <summary>Columns that look like ones that are read, and are something else.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string[] IgnoreColumn { get; set; } = [];

    /// <summary>How many customers are asked for at once; with Set-CustomerQualification also how many requests may have left without being shown.</summary>
    [Parameter]
    [ValidateRange(1, LargestThrottleLimit)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>The piped object itself, from which the row's values are read: what PowerShell cannot bind by name, it drops without a word. Our own output gives its customer, and never the qualification to set.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireCustomer();
        qualification = FindParameter(nameof(Qualification), () => Qualification);
        educationSegment = FindParameter(nameof(EducationSegment), () => EducationSegment);
        website = FindParameter(nameof(Website), () => Website);
        validationCode = FindParameter(nameof(ValidationCode), () => ValidationCode, nameof(PartnerQualification.ValidationCode.ValidationId));
        columns = new ColumnCheck(FromObjects(), IgnoreColumn ?? []);
    }

    private protected sealed override void TakeRecord()
    {
        RequireOneSource(InputObject);
        foreach (var (customer, piped) in PipedObject.Rows(CustomerId, InputObject))
        {
            problem = columns.Find(piped);
            if (problem is not null && !isAnyRead && !IsOver && !IsAnyWaiting) throw EndWith(problem);
            if (IsKnownAtOnce(customer)) Take(customer, piped);
            else TakeWhenKnown(customer, piped);
        }
    }

    /// <summary>Takes one row.</summary>
    /// <param name="customer">The customer, as given; its id where its domain was looked up.</param>
    /// <param name="piped">The object that carries the row's other values; nothing where nothing was piped.</param>
    private protected abstract void Take(string? customer, object? piped);

    /// <summary>Makes the request of a row.</summary>
    /// <exception cref="PartnerCenterException">The row breaks a rule.</exception>
    private protected QualificationRequest Read(string? customer, object? piped)
    {
        var wrong = waited is null ? problem : waited.Columns;
        if (wrong is not null) Refuse(customer, wrong);
        var request = waited is not null ? waited.ToRequest() : ReadNow(PartnerQualification.CustomerId.Read(customer), piped);
        isAnyRead = true;
        return request;
    }

    private QualificationRequest ReadNow(string customerId, object? piped) => ReadValues(customerId, piped)(customerId);

    /// <summary>The parameters whose values come from the piped objects. Only before the first object has come: then those that were given are bound, and no others.</summary>
    private IEnumerable<string> FromObjects()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(CustomerId))) yield return nameof(CustomerId);
        if (qualification.IsFromObject) yield return nameof(Qualification);
        if (educationSegment.IsFromObject) yield return nameof(EducationSegment);
        if (website.IsFromObject) yield return nameof(Website);
        if (validationCode.IsFromObject) yield return nameof(ValidationCode);
    }

    /// <summary>Refuses a row because of its columns. As long as no request was made of a row before, it ends the command: the whole file has them.</summary>
    private void Refuse(string? customer, ColumnProblem wrong)
    {
        if (!isAnyRead) throw EndWith(wrong);
        var row = PartnerQualification.CustomerId.TryParse(customer, out var id) ? CmdletMessages.ForCustomer(id) : CmdletMessages.ForThisRow;
        throw new PartnerCenterException(PartnerCenterErrorKind.ColumnNotRecognized, CmdletMessages.ColumnNotRecognized(wrong, row)) { CustomerId = id ?? customer };
    }

    /// <summary>Ends the command because of the columns of its first row, after the rows that were refused before. Rows that wait for their customers are not taken on.</summary>
    private PartnerCenterException EndWith(ColumnProblem wrong)
    {
        Rows!.Finish();
        return Terminate(new PartnerCenterException(PartnerCenterErrorKind.ColumnNotRecognized, CmdletMessages.ColumnNotRecognized(wrong, row: null)));
    }

    /// <summary>Says once why nobody can know how often customers were asked for before.</summary>
    /// <param name="why">Why; nothing as long as it can be known.</param>
    private protected void TellOfHistory(string? why)
    {
        if (isHistoryTold || why is null) return;
        isHistoryTold = true;
        Tell(CmdletMessages.ActivityUnreadable(why));
    }

    /// <summary>What stands in a row, whatever rule it breaks.</summary>
    private protected GivenRequest ReadGiven(string? customer, object? piped) => waited is not null
        ? waited.Given with { CustomerId = customer }
        : new GivenRequest(customer, qualification.Show(piped), educationSegment.Show(piped), website.Show(piped), validationCode.Show(piped));

    /// <summary>Takes a row when its customer is known. Its values are read now, and its object is copied: it may be changed by then, and what a script block gave is gone.</summary>
    private void TakeWhenKnown(string? customer, object? piped)
    {
        var (given, copy, wrong) = (ReadGiven(customer, piped), PipedObject.Copy(piped), problem);
        Func<string, QualificationRequest>? create = null;
        PartnerCenterException? unreadable = null;
        try
        {
            create = ReadValues(PartnerQualification.CustomerId.TryParse(customer, out var id) ? id : customer ?? string.Empty, piped);
        }
        catch (PartnerCenterException error)
        {
            // Told when the row is taken: after the rows before it.
            unreadable = error;
        }

        TakeWhenKnown(customer, known =>
        {
            waited = new WaitedRow(known, given, create, unreadable, wrong);
            try
            {
                Take(known.Customer?.CustomerId ?? customer, copy);
            }
            finally
            {
                waited = null;
            }
        });
    }

    /// <summary>Reads the values of a row.</summary>
    /// <returns>What makes the request of them, for the customer's id.</returns>
    /// <exception cref="PartnerCenterException">A value cannot be read.</exception>
    private Func<string, QualificationRequest> ReadValues(string customer, object? piped)
    {
        var isResult = qualification.IsFromObject && PipedVerdict.Of(piped) is null && (PipedObject.IsOwnOutput(piped) || PipedObject.IsResult(piped));
        var requested = isResult ? null : qualification.Read(customer, piped);
        var (segment, site, code) = (educationSegment.Read(customer, piped), website.Read(customer, piped), validationCode.Read(customer, piped));
        return id => isResult
            ? throw new PartnerCenterException(PartnerCenterErrorKind.QualificationRequired, CmdletMessages.ResultGivesNoQualification(id)) { CustomerId = id }
            : QualificationRequest.Read(id, requested, segment, site, code);
    }

    /// <summary>A row that waited for its customer.</summary>
    /// <param name="Customer">Who it is.</param>
    /// <param name="Given">What stands in it, whatever rule it breaks.</param>
    /// <param name="Create">Makes its request.</param>
    /// <param name="Problem">Why its values cannot be read; nothing where they could be.</param>
    /// <param name="Columns">What is wrong with its columns; nothing where all is well.</param>
    private sealed record WaitedRow(GivenCustomer Customer, GivenRequest Given, Func<string, QualificationRequest>? Create, PartnerCenterException? Problem, ColumnProblem? Columns)
    {
        public QualificationRequest ToRequest()
        {
            var id = Customer.Id;
            return Problem is null ? Create!(id) : throw Problem;
        }
    }
}
