namespace PartnerQualification;

/// <summary>Notices that a list of pages does not come to an end by itself: the same next page again and again, or pages without anything new.</summary>
internal sealed class EndlessList
{
    // One page without anything new can happen, where something was added or removed meanwhile. Three in a row mean that the list repeats itself.
    private const int MostPagesWithoutNews = 3;

    private readonly HashSet<Guid> tokensUsed = [];
    private int pagesWithoutNews;

    /// <summary>How many pages were read.</summary>
    public int Pages { get; private set; }

    /// <summary>Whether the list repeats itself. Where the latest page was the last one, that does not matter.</summary>
    public bool IsReached { get; private set; }

    /// <summary>Notes a page that was read.</summary>
    /// <param name="token">What asked for it; nothing for the first page.</param>
    /// <param name="hasNews">Whether it had something that no page before it had.</param>
    /// <returns>Whether the same token was used before.</returns>
    public bool NotePage(string? token, bool hasNews)
    {
        var isRepeated = token is not null && !tokensUsed.Add(Sha256.GuidOf(token));
        Pages++;
        pagesWithoutNews = hasNews ? 0 : pagesWithoutNews + 1;
        IsReached = !hasNews && (isRepeated || pagesWithoutNews == MostPagesWithoutNews);
        return isRepeated;
    }

    /// <summary>The error that ends the list.</summary>
    public static PartnerCenterException Error(ErrorText text, CallOptions call) => new(PartnerCenterErrorKind.UnexpectedResponse, text)
    {
        RequestId = call.RequestId,
        CorrelationId = call.CorrelationId,
    };
}
