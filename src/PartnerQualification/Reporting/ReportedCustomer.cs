namespace PartnerQualification;

/// <summary>A customer as the report shows it.</summary>
/// <param name="Id">The customer's tenant id.</param>
/// <param name="Name">The company's name, where it is known.</param>
/// <param name="Domain">The company's domain, where it is known.</param>
/// <param name="Qualifications">What it has; nothing where it has none.</param>
/// <param name="History">What was requested for it, the latest first.</param>
internal sealed record ReportedCustomer(string Id, string? Name, string? Domain, IReadOnlyList<ReportedQualification> Qualifications, IReadOnlyList<ReportedRequest> History);

/// <summary>A qualification of a customer as the report shows it.</summary>
internal sealed record ReportedQualification
{
    /// <summary>Its name.</summary>
    public required string Qualification { get; init; }

    /// <summary>The state of its review; nothing where there is none.</summary>
    public string? Status { get; init; }

    /// <summary>Why it was denied.</summary>
    public string? Reason { get; init; }

    /// <summary>When the review began, as text.</summary>
    public string? Date { get; init; }

    /// <summary>The business days since then, while it is not decided.</summary>
    public int? Days { get; init; }

    /// <summary>How many requests for it are known, at least, where it was denied; nothing where nobody could find out.</summary>
    public int? Requests { get; init; }

    /// <summary>What has to be corrected before it is requested again, and where.</summary>
    public string? Correct { get; init; }

    /// <summary>The command that requests it again.</summary>
    public string? Again { get; init; }

    /// <summary>What has changed since the earlier report: one of <see cref="ReportChanges"/>; nothing where nothing has, or nobody asked.</summary>
    public string? Change { get; init; }

    /// <summary>The state of its review in the earlier report, where it has changed.</summary>
    public string? Was { get; init; }
}

/// <summary>A request for a qualification as a customer's history shows it.</summary>
/// <param name="Date">When, as text.</param>
/// <param name="User">Who requested it.</param>
/// <param name="Text">What was requested, and how it ended.</param>
internal sealed record ReportedRequest(string? Date, string? User, string Text);

/// <summary>A customer that could not be read, so that the report knows nothing else of it.</summary>
/// <param name="Id">The customer's tenant id.</param>
/// <param name="Name">The company's name, where it is known.</param>
/// <param name="Domain">The company's domain, where it is known.</param>
/// <param name="Error">The id of the error.</param>
/// <param name="Message">What happened.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record UnreadableCustomer(string Id, string? Name, string? Domain, string Error, string Message, string Remedy);

/// <summary>A qualification of the earlier report that is no longer there.</summary>
/// <param name="Id">The customer's tenant id.</param>
/// <param name="Name">The company's name, where it was known.</param>
/// <param name="Domain">The company's domain, where it was known.</param>
/// <param name="Qualification">Its name.</param>
/// <param name="Was">The state of its review; nothing where there was none.</param>
internal sealed record GoneQualification(string Id, string? Name, string? Domain, string Qualification, string? Was);
