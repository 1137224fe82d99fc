using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerQualification.Client;

/// <summary>A qualification as the service writes it.</summary>
internal sealed class QualificationWire
{
    public string? Qualification { get; set; }

    public string? VettingStatus { get; set; }

    public string? VettingReason { get; set; }

    /// <summary>The date as answers to POST spell it.</summary>
    public string? VettingCreateDate { get; set; }

    /// <summary>The date as answers to GET spell it.</summary>
    public string? VettingCreatedDate { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The body of a request for a qualification, third generation: only the members that apply are written.</summary>
internal sealed class SetQualificationWire
{
    public required string Qualification { get; init; }

    public string? EducationSegment { get; init; }

    public string? Website { get; init; }

    public string? ValidationCode { get; init; }
}
