using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerQualification.Client;

/// <summary>A filter of a list, as it stands in the query. Its members are spelt with capitals, unlike those of bodies.</summary>
internal sealed record FilterWire(
    [property: JsonPropertyName("Field")] string Field,
    [property: JsonPropertyName("Value")] string Value,
    [property: JsonPropertyName("Operator")] string Operator)
{
    /// <summary>What concerns one customer.</summary>
    public static FilterWire OfCustomer(string customerId) => new("CustomerId", customerId, "equals");

    /// <summary>Customers of whom a text begins with a value.</summary>
    public static FilterWire OfCustomers(CustomerFilter filter) => new(filter.Field.ToString(), filter.Value, "starts_with");

    public string ToJson() => JsonSerializer.Serialize(this, WireContext.Default.FilterWire);
}
