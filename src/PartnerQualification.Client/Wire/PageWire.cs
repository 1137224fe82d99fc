using System.Text.Json.Serialization;

namespace PartnerQualification.Client;

/// <summary>A page of a list as the service writes it.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
internal sealed class PageWire<T>
    where T : class
{
    public int? TotalCount { get; set; }

    public List<T?>? Items { get; set; }

    public LinksWire? Links { get; set; }

    /// <summary>What the list holds, without the gaps that it may have.</summary>
    [JsonIgnore]
    public IEnumerable<T> Present => (Items ?? []).OfType<T>();

    /// <summary>What asks for the next page; nothing on the last one.</summary>
    [JsonIgnore]
    public string? Next => ContinuationToken.Of(Links?.Next)?.ToString();
}

/// <summary>The links of a page as the service writes them.</summary>
internal sealed class LinksWire
{
    public LinkWire? Next { get; set; }
}

/// <summary>A link as the service writes it.</summary>
internal sealed class LinkWire
{
    public string? Uri { get; set; }

    public List<LinkHeaderWire?>? Headers { get; set; }
}

/// <summary>A header that a link asks to be sent along.</summary>
internal sealed class LinkHeaderWire
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}
