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

/// <summary>Why one of the emulator's own routes refuses a request.</summary>
internal sealed record ControlMessage(string Message);
