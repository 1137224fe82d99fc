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

    public string ToJson() => JsonSerializer.Serialize(this, WireContext.Default.FilterWire);
}
