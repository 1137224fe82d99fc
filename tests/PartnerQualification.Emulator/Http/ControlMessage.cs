namespace PartnerQualification.Emulator.Http;

/// <summary>Why the emulator's own routes refuse something.</summary>
internal sealed record ControlMessage(string Message);
