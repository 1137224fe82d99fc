using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerQualification.Client;

/// <summary>An activity record as the service writes it.</summary>
internal sealed class ActivityRecordWire
{
    public string? Id { get; set; }

    public string? CustomerId { get; set; }

    public string? CustomerName { get; set; }

    public string? UserPrincipalName { get; set; }

    public string? ApplicationId { get; set; }

    public string? ResourceType { get; set; }

    public string? ResourceOldValue { get; set; }

    public string? ResourceNewValue { get; set; }

    public string? OperationType { get; set; }

    public string? OriginalCorrelationId { get; set; }

    public string? OperationDate { get; set; }

    public string? OperationStatus { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
