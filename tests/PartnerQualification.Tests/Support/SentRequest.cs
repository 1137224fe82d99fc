namespace PartnerQualification.Tests.Support;

/// <summary>A request as it left.</summary>
public sealed record SentRequest(string Method, string Address, IReadOnlyDictionary<string, string> Headers, string? Body);
