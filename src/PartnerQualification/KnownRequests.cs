namespace PartnerQualification;

/// <summary>
/// How many requests of one qualification for one customer are known, from all sources together. Several sources may tell of the same
/// request, and one source several times: it is recognised by its correlation id, and counted once.
/// </summary>
/// <param name="customerId">The customer's tenant id: a GUID in lower case with hyphens.</param>
/// <param name="qualification">The qualification's name.</param>
internal sealed class KnownRequests(string customerId, string qualification)
{
    private readonly HashSet<string> certain = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> possible = new(StringComparer.OrdinalIgnoreCase);
    private int withoutId;
    private int possibleWithoutId;

    /// <summary>How many there certainly were.</summary>
    public int Count => certain.Count + withoutId;

    /// <summary>How many more there may have been: records whose form is not known.</summary>
    public int Possible => possible.Count(id => !certain.Contains(id)) + possibleWithoutId;

    /// <summary>Since when they are known: the first day that a source was asked about, or the first request that it told of; nothing where none told anything.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Whether the partner's activity records are among the sources.</summary>
    public bool HasRecords { get; private set; }

    /// <summary>Adds what the activity records of a period say. All of them may be given, those of other customers and operations too.</summary>
    public void Add(ActivityPeriod period, IEnumerable<ActivityRecord> records)
    {
        HasRecords = true;
        Reach(period.First);
        foreach (var record in records)
        {
            if (record.CustomerId is { } customer && !string.Equals(customer, customerId, StringComparison.OrdinalIgnoreCase)) continue;
            switch (RecordedRequest.Match(record, qualification))
            {
                case RecordedRequestMatch.Yes:
                    Count(record.CorrelationId, certain, ref withoutId);
                    break;
                case RecordedRequestMatch.Maybe:
                    Count(record.CorrelationId, possible, ref possibleWithoutId);
                    break;
                default:
                    break;
            }
        }

        static void Count(string? id, HashSet<string> ids, ref int others)
        {
            if (id is null) others++;
            else ids.Add(id);
        }
    }

    /// <summary>Adds a request that another source knows to have been accepted, such as a journal of earlier runs.</summary>
    /// <param name="sent">When it was sent.</param>
    /// <param name="correlationId">Its correlation id.</param>
    public void Add(DateTimeOffset sent, Guid correlationId)
    {
        Reach(sent);
        certain.Add(correlationId.ToString("D"));
    }

    private void Reach(DateTimeOffset time)
    {
        if (Since is null || time < Since) Since = time;
    }
}
