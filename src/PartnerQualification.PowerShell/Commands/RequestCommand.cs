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

    private protected RequestCommand()
    {
    }

    /// <summary>The customer's tenant id: text, a GUID, or an object with CustomerId, CustomerTenantId, TenantId or Id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
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
    public string? Website { get; set; }

    /// <summary>For GovernmentCommunityCloud: one of the partner's codes, as text or as Get-PartnerValidationCode gives it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PropertyText(Member = nameof(PartnerQualification.ValidationCode.ValidationId))]
    [ArgumentCompleter(typeof(ValidationCodeCompleter))]
    public string? ValidationCode { get; set; }

    /// <summary>How many customers are asked for at once; with Set-CustomerQualification also how many requests may have left without being shown.</summary>
    [Parameter]
    [ValidateRange(1, LargestThrottleLimit)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>The piped object itself, from which the row's values are read: what PowerShell cannot bind by name, it drops without a word. Our own output gives its customer, and never the qualification to set.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        qualification = FindParameter(nameof(Qualification), () => Qualification);
        educationSegment = FindParameter(nameof(EducationSegment), () => EducationSegment);
        website = FindParameter(nameof(Website), () => Website);
        validationCode = FindParameter(nameof(ValidationCode), () => ValidationCode, nameof(PartnerQualification.ValidationCode.ValidationId));
    }

    private protected sealed override void TakeRecord()
    {
        RequireOneSource(InputObject);
        foreach (var (customer, piped) in PipedObject.Rows(CustomerId, InputObject)) Take(customer, piped);
    }

    /// <summary>Takes one row.</summary>
    /// <param name="customer">The customer, as given.</param>
    /// <param name="piped">The object that carries the row's other values; nothing where nothing was piped.</param>
    private protected abstract void Take(string? customer, object? piped);

    /// <summary>Makes the request of a row.</summary>
    /// <exception cref="PartnerCenterException">The row breaks a rule.</exception>
    private protected QualificationRequest Read(string? customer, object? piped)
    {
        var id = PartnerQualification.CustomerId.Parse(customer);
        var isOwn = qualification.IsFromObject && PipedVerdict.Of(piped) is null && PipedObject.IsOwnOutput(piped);
        return QualificationRequest.Create(
            id,
            isOwn ? null : qualification.Read(id, piped),
            educationSegment.Read(id, piped),
            website.Read(id, piped),
            validationCode.Read(id, piped));
    }

    /// <summary>What stands in a row, whatever rule it breaks.</summary>
    private protected GivenRequest ReadGiven(string? customer, object? piped) =>
        new(customer, qualification.Show(piped), educationSegment.Show(piped), website.Show(piped), validationCode.Show(piped));
}
