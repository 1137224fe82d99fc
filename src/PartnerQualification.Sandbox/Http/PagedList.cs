using System.Globalization;
using System.Text.Json;

namespace PartnerQualification.Sandbox.Http;

/// <summary>A list that is answered page by page.</summary>
/// <param name="count">How many items it has.</param>
/// <param name="address">What the links of its pages begin with, up to and including the '?' or '&amp;' before the size.</param>
/// <param name="writeItem">Writes the item with an index.</param>
internal sealed class PagedList(int count, string address, Action<Utf8JsonWriter, int> writeItem)
{
    private const int LargestPage = 500;

    /// <summary>The filter that the pages were asked for with: their tokens hold it, so that the next page has it too.</summary>
    public ListFilter? Filter { get; init; }

    /// <summary>The filter as it stands in the links of a page; nothing where there is none.</summary>
    public static string FilterInAddress(ListFilter? filter) => filter is null ? string.Empty : $"filter={Uri.EscapeDataString(filter.Text)}&";

    /// <summary>Answers with the page that a request asks for.</summary>
    public OperationResult Answer(ISandboxRequest request)
    {
        var sizeText = request.QueryValue("size");
        var size = LargestPage;

        // The documented example of a filter has size=0. The service cannot mean a page of nothing by it.
        if (sizeText == "0" && Filter is not null) sizeText = null;
        if (sizeText is not null && (!int.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size < 1))
        {
            return ErrorResults.Property("size", "The size of a page must be a number from 1 to 500.");
        }

        var first = NewToken(0, Math.Min(size, LargestPage));
        return request.QueryValue("seekOperation") is { } seek
            ? Seek(request, seek, sizeText is null ? null : first.Size)
            : request.Header(HeaderNames.ContinuationToken) is null
                ? Answer(first)
                : ErrorResults.Property("seekOperation", $"The header {HeaderNames.ContinuationToken} needs seekOperation=Next.");
    }

    /// <summary>Writes the kind of an object, as every object of the service has it.</summary>
    public static void WriteObjectType(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject("attributes");
        writer.WriteString("objectType", type);
        writer.WriteEndObject();
    }

    /// <summary>Writes a link, as pages and objects of the service have them.</summary>
    public static void WriteLink(Utf8JsonWriter writer, string name, string uri, string? continuationToken)
    {
        writer.WriteStartObject(name);
        writer.WriteString("uri", uri);
        writer.WriteString("method", "GET");
        writer.WriteStartArray("headers");
        if (continuationToken is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("key", HeaderNames.ContinuationToken);
            writer.WriteString("value", continuationToken);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private OperationResult Seek(ISandboxRequest request, string seek, int? size)
    {
        if (!string.Equals(seek, "Next", StringComparison.OrdinalIgnoreCase)) return ErrorResults.Property("seekOperation", "The only seekOperation is Next.");
        return ContinuationToken.Parse(request.Header(HeaderNames.ContinuationToken)) is { Size: <= LargestPage } token && token.Offset < count && token.Filter == Filter?.Text
            ? Answer(NewToken(token.Offset, size ?? token.Size))
            : ErrorResults.Property(HeaderNames.ContinuationToken, $"The header {HeaderNames.ContinuationToken} is missing or not one of this sandbox.");
    }

    private ContinuationToken NewToken(int offset, int size) => new(offset, size, Filter?.Text);

    private OperationResult Answer(ContinuationToken page) => OperationResult.FromJson(200, writer => Write(writer, page));

    private void Write(Utf8JsonWriter writer, ContinuationToken page)
    {
        var end = Math.Min(count, page.Offset + page.Size);
        writer.WriteStartObject();
        writer.WriteNumber("totalCount", count);
        writer.WriteStartArray("items");
        for (var index = page.Offset; index < end; index++) writeItem(writer, index);
        writer.WriteEndArray();
        writer.WriteStartObject("links");
        WriteLink(writer, "self", $"{address}size={page.Size}", null);
        if (end < count) WriteLink(writer, "next", $"{address}size={page.Size}&seekOperation=Next", NewToken(end, page.Size).ToString());
        writer.WriteEndObject();
        WriteObjectType(writer, "Collection");
        writer.WriteEndObject();
    }
}
