namespace PartnerQualification;

/// <summary>
/// A request to change a customer's qualifications, as it was written down afterwards: by Partner Center in its activity records, or by
/// this library in a journal. Both have the same form, and the same <see cref="CorrelationId"/> for the same request.
/// </summary>
public sealed record QualificationChange
{
    /// <summary>The <see cref="Source"/> of what Partner Center wrote down.</summary>
    public const string PartnerCenterSource = "PartnerCenter";

    private readonly string? unreadableDate;

    /// <summary>When it was requested, in UTC; nothing where the service gave no date or one that cannot be read.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The date as text that every machine reads alike, ISO 8601 in UTC; where it could not be read, the service's own text.</summary>
    public string? DateText
    {
        get => Date is { } date ? IsoDate.Text(date) : unreadableDate;
        init => unreadableDate = value;
    }

    /// <summary>Who requested it: the user's name, or in a journal the application's id where no user was signed in.</summary>
    public string? User { get; init; }

    /// <summary>The application it was requested with, where that was written down: an id, or a name of the service's own.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The customer: a GUID in lower case with hyphens.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The customer's company name at that time, where it is known.</summary>
    public string? CompanyName { get; init; }

    /// <summary>What was requested, where the new value names one qualification that is known, and nothing else; one of <see cref="Qualifications"/>.</summary>
    public string? RequestedQualification { get; init; }

    /// <summary>How it ended: one of <see cref="ActivityStatuses"/>, or whatever the service says.</summary>
    public string? Status { get; init; }

    /// <summary>What was there before, as the service wrote it. Its form is not documented. A journal does not know it.</summary>
    public string? OldValue { get; init; }

    /// <summary>What was there afterwards, as the service wrote it; its form is not documented. From a journal, what was requested, as JSON.</summary>
    public string? NewValue { get; init; }

    /// <summary>Why it failed, or why its outcome is not known, where a journal says so.</summary>
    public string? Message { get; init; }

    /// <summary>The correlation id of the request, by which it is found in both sources: a GUID in lower case with hyphens.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The id of the request, from a journal. The service's records do not have it.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Who wrote it down: <see cref="PartnerCenterSource"/>, or the id of the run whose journal it is from.</summary>
    public string Source { get; init; } = PartnerCenterSource;

    /// <summary>Members of the service's record that this version does not know, as JSON text.</summary>
    public string? AdditionalData { get; init; }

    /// <summary>What an activity record says.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The request; nothing where the record is about something else.</returns>
    public static QualificationChange? Of(ActivityRecord record)
    {
        if (record is null) throw new ArgumentNullException(nameof(record));
        if (!RecordedRequest.IsAboutQualifications(record)) return null;
        return new QualificationChange
        {
            Date = record.OperationDate,
            DateText = record.OperationDate is null ? record.OperationDateText : null,
            User = record.UserPrincipalName,
            ApplicationId = record.ApplicationId,
            CustomerId = record.CustomerId,
            CompanyName = record.CompanyName,
            RequestedQualification = RecordedRequest.NameIn(record.NewValue),
            Status = record.OperationStatus,
            OldValue = record.OldValue,
            NewValue = record.NewValue,
            CorrelationId = record.CorrelationId,
            AdditionalData = record.AdditionalData,
        };
    }
}
