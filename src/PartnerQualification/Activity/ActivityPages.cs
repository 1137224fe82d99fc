namespace PartnerQualification;

/// <summary>
/// Reads the activity records of a period, page by page, the latest window of 30 days first, each record once. A list that does not
/// come to an end by itself ends with an error, as with <see cref="CustomerPages"/>. Not for several threads at once.
/// </summary>
/// <param name="center">Where the pages are read.</param>
/// <param name="period">The days to read. Partner Center keeps 90 of them.</param>
/// <param name="customerId">The customer whose records are read; nothing for all records of the partner.</param>
/// <example>
/// <code>
/// var pages = new ActivityPages(center, ActivityPeriod.Latest(DateTimeOffset.UtcNow));
/// while (pages.HasMore) records.AddRange((await pages.ReadNextAsync()).Records);
/// </code>
/// </example>
public sealed class ActivityPages(IPartnerCenter center, ActivityPeriod period, string? customerId = null)
{
    private readonly IPartnerCenter center = center ?? throw new ArgumentNullException(nameof(center));
    private readonly Queue<ActivityPeriod> windows = new((period ?? throw new ArgumentNullException(nameof(period))).Windows());
    private readonly HashSet<Guid> recordsSeen = [];
    private EndlessList end = new();
    private string? next;

    /// <summary>Whether another page can be read.</summary>
    public bool HasMore => windows.Count > 0;

    /// <summary>Reads the next page. Where that fails, it can be tried again.</summary>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The page, with the records that no page before it had, the latest first and those without a readable date before them.</returns>
    /// <exception cref="PartnerCenterException">The page could not be read, or the list does not come to an end.</exception>
    /// <exception cref="InvalidOperationException">There are no more pages.</exception>
    public async Task<ActivityPage> ReadNextAsync(CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!HasMore) throw new InvalidOperationException(Messages.NoMoreActivity);
        var call = CallOptions.WithIds(options);
        var page = await center.GetActivityRecordsAsync(new ActivityQuery(windows.Peek()) { CustomerId = customerId, ContinuationToken = next }, call, cancellationToken).ConfigureAwait(false);

        // Looked up before they are noted: two records of one page are two, even where nothing tells them apart.
        var records = page.Records.Where(record => !recordsSeen.Contains(KeyOf(record))).ToArray();
        recordsSeen.UnionWith(records.Select(KeyOf));
        var isRepeated = end.NotePage(next, records.Length > 0);
        next = page.ContinuationToken;
        if (next is null)
        {
            windows.Dequeue();
            end = new EndlessList();
        }
        else if (end.IsReached)
        {
            windows.Clear();
            throw EndlessList.Error(Messages.ActivityWithoutEnd(end.Pages, recordsSeen.Count, isRepeated, call), call);
        }

        return page with { Records = [.. records.OrderByDescending(record => record.OperationDate ?? DateTimeOffset.MaxValue)] };
    }

    /// <summary>The whole record is its key: one that is told again with another state is another record.</summary>
    private static Guid KeyOf(ActivityRecord record) => Sha256.GuidOf(record.ToString());
}

/// <summary>One page of activity records.</summary>
/// <param name="Records">The records of this page.</param>
/// <param name="TotalCount">How many there are in all, where the service says so.</param>
/// <param name="ContinuationToken">What asks for the next page; nothing on the last one.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityRecord> Records, int? TotalCount, string? ContinuationToken);
