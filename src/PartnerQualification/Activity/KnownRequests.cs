namespace PartnerQualification;

/// <summary>
/// How many requests of one qualification for one customer are known, from all sources together. Several sources may tell of the same
/// request, and one source several times: it is recognised by its correlation id, and counted once.
/// </summary>
/// <param name="customerId">The customer's tenant id: a GUID in lower case with hyphens.</param>
/// <param name="qualification">The qualification's name.</param>
internal sealed class KnownRequests(string customerId, string qualification)
{
    private readonly HashSet<Guid> certain = [];
    private readonly HashSet<Guid> possible = [];
    private int withoutId;
    private int possibleWithoutId;

    /// <summary>The customer they were for.</summary>
    public string CustomerId => customerId;

    /// <summary>What was requested.</summary>
    public string Qualification => qualification;

    /// <summary>How many there certainly were.</summary>
    public int Count => certain.Count + withoutId;

    /// <summary>How many more there may have been: records whose form is not known.</summary>
    public int Possible => possible.Count(id => !certain.Contains(id)) + possibleWithoutId;

    /// <summary>Since when they are known: the first day that a source was asked about, or the first request that it told of; nothing where none told anything.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Whether the partner's activity records are among the sources.</summary>
    public bool HasRecords { get; private set; }

    /// <summary>Notes that the activity records of a period were read.</summary>
    public void AddPeriod(ActivityPeriod period)
    {
        HasRecords = true;
        Reach(period.First);
    }

    /// <summary>Adds what one activity record says.</summary>
    /// <param name="match">Whether it is about a request of this qualification.</param>
    /// <param name="correlationId">The request's correlation id; nothing where the record has none.</param>
    public void AddRecord(RecordedRequestMatch match, Guid? correlationId)
    {
        switch (match, correlationId)
        {
            case (RecordedRequestMatch.Yes, { } id):
                certain.Add(id);
                break;
            case (RecordedRequestMatch.Yes, null):
                withoutId++;
                break;
            case (RecordedRequestMatch.Maybe, { } id):
                possible.Add(id);
                break;
            case (RecordedRequestMatch.Maybe, null):
                possibleWithoutId++;
                break;
            default:
                break;
        }
    }

    /// <summary>Adds a request that another source knows to have been accepted, such as a journal of earlier runs.</summary>
    /// <param name="sent">When it was sent.</param>
    /// <param name="correlationId">Its correlation id.</param>
    public void Add(DateTimeOffset sent, Guid correlationId)
    {
        Reach(sent);
        certain.Add(correlationId);
    }

    private void Reach(DateTimeOffset time)
    {
        if (Since is null || time < Since) Since = time;
    }
}
