namespace PartnerQualification;

/// <summary>What a report counts.</summary>
internal sealed record ReportSummary
{
    /// <summary>The sentence that the report begins with.</summary>
    public required string Sentence { get; init; }

    /// <summary>How many customers were read.</summary>
    public required long Customers { get; init; }

    /// <summary>How many of them have no qualification.</summary>
    public required long Unqualified { get; init; }

    /// <summary>How many could not be read.</summary>
    public required long Unreadable { get; init; }

    /// <summary>How many qualifications were denied.</summary>
    public required long Denied { get; init; }

    /// <summary>How many are not decided.</summary>
    public required long InReview { get; init; }

    /// <summary>How many of these have waited for longer than a review usually takes.</summary>
    public required long Waiting { get; init; }

    /// <summary>How many have changed since the earlier report, those that are gone included.</summary>
    public required long Changed { get; init; }

    /// <summary>How many of these are gone.</summary>
    public required long Gone { get; init; }

    /// <summary>How many of each qualification are in each state of review.</summary>
    public required IReadOnlyList<StatusCount> Statuses { get; init; }

    /// <summary>How many were denied for each reason, the most frequent first.</summary>
    public required IReadOnlyList<ReasonCount> DeniedByReason { get; init; }

    /// <summary>When the report was written that this one was compared with; nothing where it was not.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>How many of a qualification are in a state of review.</summary>
/// <param name="Qualification">The qualification.</param>
/// <param name="Status">The state; empty where there is no review.</param>
/// <param name="Count">How many.</param>
internal sealed record StatusCount(string Qualification, string Status, long Count);

/// <summary>How many were denied for a reason.</summary>
/// <param name="Reason">The service's reason; empty where it gave none.</param>
/// <param name="Count">How many.</param>
internal sealed record ReasonCount(string Reason, long Count);

/// <summary>Counts what a report tells, as it is written.</summary>
internal sealed class ReportCounts
{
    private readonly SortedDictionary<string, SortedDictionary<string, long>> statuses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> reasons = new(StringComparer.OrdinalIgnoreCase);
    private long customers;
    private long unqualified;
    private long unreadable;
    private long denied;
    private long inReview;
    private long waiting;
    private long changed;

    /// <summary>Counts a customer that was read.</summary>
    /// <param name="isUnqualified">Whether it has no qualification.</param>
    public void CountCustomer(bool isUnqualified)
    {
        customers++;
        if (isUnqualified) unqualified++;
    }

    /// <summary>Counts a customer that could not be read.</summary>
    public void CountUnreadable() => unreadable++;

    /// <summary>Counts a qualification.</summary>
    public void Count(CustomerQualification held, ReportedQualification shown)
    {
        if (!statuses.TryGetValue(shown.Qualification, out var counted)) statuses.Add(shown.Qualification, counted = new SortedDictionary<string, long>(StringComparer.OrdinalIgnoreCase));
        Add(counted, shown.Status ?? string.Empty);
        if (shown.Change is not null) changed++;
        if (held.IsDenied)
        {
            denied++;
            Add(reasons, shown.Reason ?? string.Empty);
        }
        else if (!held.IsDecided)
        {
            inReview++;
            if (shown.Days > BusinessDays.UsualReview) waiting++;
        }
    }

    /// <summary>What was counted.</summary>
    /// <param name="gone">How many qualifications are gone.</param>
    /// <param name="since">When the report was written that this one was compared with; nothing where it was not.</param>
    public ReportSummary Summarize(int gone, DateTimeOffset? since) => new()
    {
        Sentence = Messages.ReportSentence(denied, waiting, changed + gone, since, unreadable),
        Customers = customers,
        Unqualified = unqualified,
        Unreadable = unreadable,
        Denied = denied,
        InReview = inReview,
        Waiting = waiting,
        Changed = changed + gone,
        Gone = gone,
        Statuses = [.. statuses.SelectMany(static one => one.Value.Select(status => new StatusCount(one.Key, status.Key, status.Value)))],
        DeniedByReason = [.. reasons.OrderByDescending(static one => one.Value).ThenBy(static one => one.Key, StringComparer.Ordinal).Select(static one => new ReasonCount(one.Key, one.Value))],
        Since = since,
    };

    private static void Add(IDictionary<string, long> counts, string name)
    {
        counts.TryGetValue(name, out var before);
        counts[name] = before + 1;
    }
}
