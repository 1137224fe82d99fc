using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Customers;

/// <summary>The list of customers, page by page.</summary>
internal sealed class CustomersEndpoint(CustomerDirectory directory)
{
    private readonly PagedList list = new(directory.Count, "/customers?", (writer, index) => Write(writer, CustomerDirectory.Describe(index + 1)));

    public OperationResult List(SandboxCall call) => list.Answer(call.Request);

    private static void Write(Utf8JsonWriter writer, Customer customer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", customer.CustomerId);
        writer.WriteStartObject("companyProfile");
        writer.WriteString("tenantId", customer.CustomerId);
        writer.WriteString("domain", customer.Domain);
        writer.WriteString("companyName", customer.CompanyName);
        PagedList.WriteObjectType(writer, "CustomerCompanyProfile");
        writer.WriteEndObject();
        writer.WriteString("relationshipToPartner", "reseller");
        PagedList.WriteObjectType(writer, "Customer");
        writer.WriteEndObject();
    }
}
