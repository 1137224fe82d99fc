namespace PartnerQualification;

/// <summary>A customer of the partner.</summary>
/// <param name="Id">The customer's tenant id: a GUID in lower case with hyphens.</param>
/// <param name="CompanyName">The company's name, where the service gives one.</param>
/// <param name="Domain">The company's domain, where the service gives one.</param>
public sealed record Customer(string Id, string? CompanyName, string? Domain);
