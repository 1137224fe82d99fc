using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>The list of customers, page by page: all in the order of their numbers, or those whose name or domain begins with a text, in the order of that.</summary>
internal sealed class CustomersEndpoint(CustomerDirectory directory)
{
    private const string Address = "/customers?";

    public OperationResult List(SandboxCall call)
    {
        // A token remembers the filter; a filter beside it has to be the same.
        var request = call.Request;
        if (ListFilter.Read(request, out var filter) is { } unreadable) return unreadable;
        if (filter is null && ListFilter.Parse(ContinuationToken.Parse(request.Header(HeaderNames.ContinuationToken))?.Filter, out filter) is { } spoilt) return spoilt;
        if (filter is null) return new PagedList(directory.Count, Address, (writer, place) => Write(writer, place + 1)).Answer(request);

        if (Index(filter) is not { } index) return filter.Refuse("Customers", "CompanyName or Domain with starts_with");
        var (first, end) = index.Find(filter.Value);
        return new PagedList(end - first, Address + PagedList.FilterInAddress(filter), (writer, place) => Write(writer, index[first + place])) { Filter = filter }.Answer(request);
    }

    /// <summary>The service documents two more fields, which are about indirect resellers: this partner has none.</summary>
    private CustomerIndex? Index(ListFilter filter)
    {
        if (filter.Is("CompanyName", "starts_with")) return directory.Names;
        return filter.Is("Domain", "starts_with") ? directory.Domains : null;
    }

    private void Write(Utf8JsonWriter writer, int number)
    {
        var customer = directory.Describe(number);
        writer.WriteStartObject();
        writer.WriteString("id", customer.CustomerId);
        writer.WriteStartObject("companyProfile");
        writer.WriteString("tenantId", customer.CustomerId);
        Json.WriteGiven(writer, "domain", customer.Domain);
        Json.WriteGiven(writer, "companyName", customer.CompanyName);
        PagedList.WriteObjectType(writer, "CustomerCompanyProfile");
        writer.WriteEndObject();
        Json.WriteGiven(writer, "relationshipToPartner", customer.Relationship);
        PagedList.WriteObjectType(writer, "Customer");
        writer.WriteEndObject();
    }
}
