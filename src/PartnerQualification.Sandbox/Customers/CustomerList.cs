using System.Globalization;
using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>Answers the list of customers, page by page.</summary>
internal sealed class CustomerList(CustomerDirectory directory)
{
    private const int LargestPage = 500;

    public Outcome Page(ISandboxMessage message)
    {
        var sizeText = Query.Value(message.Query, "size");
        var size = LargestPage;
        if (sizeText is not null && (!int.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size < 1))
        {
            return Refusals.Property("size", "The size of a page must be a number from 1 to 500.");
        }

        var first = new PageMark(0, Math.Min(size, LargestPage));
        return Query.Value(message.Query, "seekOperation") is { } seek
            ? Seek(message, seek, sizeText is null ? null : first.Size)
            : message.Header(HeaderNames.ContinuationToken) is null
                ? Answer(first)
                : Refusals.Property("seekOperation", $"The header {HeaderNames.ContinuationToken} needs seekOperation=Next.");
    }

    private Outcome Seek(ISandboxMessage message, string seek, int? size)
    {
        if (!string.Equals(seek, "Next", StringComparison.OrdinalIgnoreCase)) return Refusals.Property("seekOperation", "The only seekOperation is Next.");
        return PageMark.Parse(message.Header(HeaderNames.ContinuationToken)) is { Size: <= LargestPage } mark && mark.Offset < directory.Count
            ? Answer(new PageMark(mark.Offset, size ?? mark.Size))
            : Refusals.Property(HeaderNames.ContinuationToken, $"The header {HeaderNames.ContinuationToken} is missing or not one of this sandbox.");
    }

    private Outcome Answer(PageMark page) => new(200, Json.Write(writer => Write(writer, page)));

    private void Write(Utf8JsonWriter writer, PageMark page)
    {
        var end = Math.Min(directory.Count, page.Offset + page.Size);
        writer.WriteStartObject();
        writer.WriteNumber("totalCount", directory.Count);
        writer.WriteStartArray("items");
        for (var index = page.Offset; index < end; index++) WriteCustomer(writer, CustomerDirectory.Describe(index + 1));
        writer.WriteEndArray();
        writer.WriteStartObject("links");
        WriteLink(writer, "self", $"/customers?size={page.Size}", null);
        if (end < directory.Count) WriteLink(writer, "next", $"/customers?size={page.Size}&seekOperation=Next", new PageMark(end, page.Size).ToString());
        writer.WriteEndObject();
        WriteObjectType(writer, "Collection");
        writer.WriteEndObject();
    }

    private static void WriteCustomer(Utf8JsonWriter writer, Customer customer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", customer.Id);
        writer.WriteStartObject("companyProfile");
        writer.WriteString("tenantId", customer.Id);
        writer.WriteString("domain", customer.Domain);
        writer.WriteString("companyName", customer.CompanyName);
        WriteObjectType(writer, "CustomerCompanyProfile");
        writer.WriteEndObject();
        writer.WriteString("relationshipToPartner", "reseller");
        WriteObjectType(writer, "Customer");
        writer.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter writer, string name, string uri, string? continuationToken)
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

    private static void WriteObjectType(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject("attributes");
        writer.WriteString("objectType", type);
        writer.WriteEndObject();
    }
}
