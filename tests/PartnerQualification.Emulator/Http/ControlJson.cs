using System.Text.Json.Serialization;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.State;

namespace PartnerQualification.Emulator.Http;

/// <summary>The JSON of the emulator's own routes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(EmulatorState))]
[JsonSerializable(typeof(EmulatorDials))]
[JsonSerializable(typeof(ControlMessage))]
internal sealed partial class ControlJson : JsonSerializerContext;
