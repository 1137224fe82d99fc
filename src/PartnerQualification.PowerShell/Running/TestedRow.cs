namespace PartnerQualification.PowerShell;

/// <summary>A row that is tested: its customer is read, and nothing is sent that changes anything.</summary>
internal sealed class TestedRow : Row
{
    private readonly CustomerReader? reader;
    private readonly RequestHistory? history;

    /// <summary>Creates a row that is a request.</summary>
    /// <param name="reader">What reads its customer.</param>
    /// <param name="history">What knows how often its qualification was requested before.</param>
    /// <param name="request">The request.</param>
    /// <param name="piped">The object that it was read from; nothing where nothing was piped.</param>
    public TestedRow(CustomerReader reader, RequestHistory history, QualificationRequest request, object? piped)
        : base(request.CustomerId)
    {
        this.reader = reader;
        this.history = history;
        Request = request;
        Given = GivenRequest.Of(request);
        Piped = piped;
    }

    /// <summary>Creates a row that breaks a rule: nothing is read for it.</summary>
    /// <param name="given">The row, as given.</param>
    /// <param name="refusal">The error that it would be.</param>
    /// <param name="piped">The object that it was read from; nothing where nothing was piped.</param>
    public TestedRow(GivenRequest given, PartnerCenterException refusal, object? piped)
        : base(given.CustomerId ?? string.Empty)
    {
        Given = given;
        Refusal = refusal;
        Piped = piped;
    }

    /// <summary>The row, as given.</summary>
    public GivenRequest Given { get; }

    /// <summary>What it requests; nothing where it breaks a rule.</summary>
    public QualificationRequest? Request { get; }

    /// <summary>The rule that it breaks.</summary>
    public PartnerCenterException? Refusal { get; }

    /// <summary>The object that it was read from; nothing where nothing was piped.</summary>
    public object? Piped { get; }

    /// <summary>What reading brought of its customer; nothing as long as it has not ended well.</summary>
    public CustomerFindings? Findings { get; private set; }

    /// <summary>The partner's validation codes, where it needs one.</summary>
    public ValidationCodesRead? Codes { get; private set; }

    /// <summary>How many requests for it are known; nothing where there is nothing to know, or nobody could find out.</summary>
    public int? Known { get; private set; }

    protected override async Task CallAsync(CancellationToken cancellationToken)
    {
        if (Request is null) return;
        var codes = Request.ValidationCode is null ? null : reader!.ReadCodesAsync();
        var known = IsVerified ? history!.FindAsync(Request, cancellationToken) : null;
        var findings = await reader!.ReadAsync(CustomerId).ConfigureAwait(false);
        if (codes is not null) Codes = await codes.ConfigureAwait(false);
        if (known is not null && await known.ConfigureAwait(false) is { HasRecords: true } requests) Known = requests.Count;
        Findings = findings;
    }

    /// <summary>Only Education is verified, and can be requested too often.</summary>
    private bool IsVerified => Request!.Qualification == Qualifications.Education;
}
