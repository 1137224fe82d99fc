using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerQualification.Client;

/// <summary>How wire types are read and written: any letter case, comments, trailing commas, text for numbers and the reverse.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TextConverter), typeof(CountConverter)])]
[JsonSerializable(typeof(QualificationWire))]
[JsonSerializable(typeof(List<QualificationWire>))]
[JsonSerializable(typeof(List<ValidationCodeWire>))]
[JsonSerializable(typeof(CustomerPageWire))]
[JsonSerializable(typeof(SetQualificationWire))]
internal sealed partial class WireContext : JsonSerializerContext
{
}
