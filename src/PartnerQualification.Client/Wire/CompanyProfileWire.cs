namespace PartnerQualification.Client;

/// <summary>A customer's company as the service writes it.</summary>
internal sealed class CompanyProfileWire
{
    public string? TenantId { get; set; }

    public string? Domain { get; set; }

    public string? CompanyName { get; set; }
}
