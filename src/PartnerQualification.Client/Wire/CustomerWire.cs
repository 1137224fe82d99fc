namespace PartnerQualification.Client;

/// <summary>A customer as the service writes it.</summary>
internal sealed class CustomerWire
{
    public string? Id { get; set; }

    public CompanyProfileWire? CompanyProfile { get; set; }
}

/// <summary>A customer's company as the service writes it.</summary>
internal sealed class CompanyProfileWire
{
    public string? TenantId { get; set; }

    public string? Domain { get; set; }

    public string? CompanyName { get; set; }
}
