namespace PartnerQualification;

/// <summary>One record of the partner's activity: what somebody did in Partner Center, as the service wrote it down.</summary>
public sealed record ActivityRecord
{
    private readonly string? unreadableDate;

    /// <summary>The service's own id of the record, where it gives one.</summary>
    public string? Id { get; init; }

    /// <summary>When it was done, in UTC; nothing where the service gave no date or one that cannot be read.</summary>
    public DateTimeOffset? OperationDate { get; init; }

    /// <summary>The date as text that every machine reads alike, ISO 8601 in UTC; where it could not be read, the service's own text.</summary>
    public string? OperationDateText
    {
        get => OperationDate is { } date ? IsoDate.Text(date) : unreadableDate;
        init => unreadableDate = value;
    }

    /// <summary>The user who did it, where there was one.</summary>
    public string? UserPrincipalName { get; init; }

    /// <summary>The application it was done with: an id, or a name of the service's own.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The customer concerned: a GUID in lower case with hyphens; nothing where no customer is.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The customer's company name at that time, where it is known.</summary>
    public string? CompanyName { get; init; }

    /// <summary>What kind of thing was changed, such as <c>customer</c>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>What was done: one of <see cref="ActivityOperations"/>, or whatever the service says.</summary>
    public string? OperationType { get; init; }

    /// <summary>How it ended: one of <see cref="ActivityStatuses"/>, or whatever the service says.</summary>
    public string? OperationStatus { get; init; }

    /// <summary>What was there before, as the service wrote it. Its form is not documented.</summary>
    public string? OldValue { get; init; }

    /// <summary>What was there afterwards, as the service wrote it. Its form is not documented.</summary>
    public string? NewValue { get; init; }

    /// <summary>The correlation id of the request that did it, by which a request of one's own is recognised: a GUID in lower case with hyphens.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Members of the service's record that this version does not know, as JSON text.</summary>
    public string? AdditionalData { get; init; }
}

/// <summary>Operations of activity records that mean something to this library. The service knows many more.</summary>
public static class ActivityOperations
{
    /// <summary>A qualification was requested for a customer.</summary>
    public const string UpdateCustomerQualification = "update_customer_qualification";
}

/// <summary>How an operation of an activity record ended, as far as that is known today.</summary>
public static class ActivityStatuses
{
    /// <summary>It was done.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>It was refused, or did not come about.</summary>
    public const string Failed = "failed";

    /// <summary>It is being done.</summary>
    public const string InProgress = "progress";

    /// <summary>It left, and nobody knows what became of it. Only a journal says so, never the service.</summary>
    public const string Unknown = "unknown";
}
