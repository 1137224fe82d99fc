namespace PartnerQualification.Client;

/// <summary>A validation code as the service writes it.</summary>
internal sealed class ValidationCodeWire
{
    public string? PartnerId { get; set; }

    public string? OrganizationName { get; set; }

    public string? ValidationId { get; set; }

    public int? MaxCreates { get; set; }

    public int? RemainingCreates { get; set; }

    public string? ETag { get; set; }
}
