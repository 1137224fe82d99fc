using System.Globalization;
using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>The list of customers, page by page.</summary>
internal sealed class CustomersEndpoint(CustomerDirectory directory)
{
    private const int LargestPage = 500;

    public OperationResult List(SandboxCall call)
    {
        var request = call.Request;
        var sizeText = request.QueryValue("size");
        var size = LargestPage;
        if (sizeText is not null && (!int.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size < 1))
        {
            return ErrorResults.Property("size", "The size of a page must be a number from 1 to 500.");
        }

        var first = new ContinuationToken(0, Math.Min(size, LargestPage));
        return request.QueryValue("seekOperation") is { } seek
            ? Seek(request, seek, sizeText is null ? null : first.Size)
            : request.Header(HeaderNames.ContinuationToken) is null
                ? Answer(first)
                : ErrorResults.Property("seekOperation", $"The header {HeaderNames.ContinuationToken} needs seekOperation=Next.");
    }

    private OperationResult Seek(ISandboxRequest request, string seek, int? size)
    {
        if (!string.Equals(seek, "Next", StringComparison.OrdinalIgnoreCase)) return ErrorResults.Property("seekOperation", "The only seekOperation is Next.");
        return ContinuationToken.Parse(request.Header(HeaderNames.ContinuationToken)) is { Size: <= LargestPage } token && token.Offset < directory.Count
            ? Answer(new ContinuationToken(token.Offset, size ?? token.Size))
            : ErrorResults.Property(HeaderNames.ContinuationToken, $"The header {HeaderNames.ContinuationToken} is missing or not one of this sandbox.");
    }

    private OperationResult Answer(ContinuationToken page) => OperationResult.FromJson(200, writer => Write(writer, page));

    private void Write(Utf8JsonWriter writer, ContinuationToken page)
    {
        var end = Math.Min(directory.Count, page.Offset + page.Size);
        writer.WriteStartObject();
        writer.WriteNumber("totalCount", directory.Count);
        writer.WriteStartArray("items");
        for (var index = page.Offset; index < end; index++) WriteCustomer(writer, CustomerDirectory.Describe(index + 1));
        writer.WriteEndArray();
        writer.WriteStartObject("links");
        WriteLink(writer, "self", $"/customers?size={page.Size}", null);
        if (end < directory.Count) WriteLink(writer, "next", $"/customers?size={page.Size}&seekOperation=Next", new ContinuationToken(end, page.Size).ToString());
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
