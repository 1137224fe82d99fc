namespace PartnerQualification.Client;

/// <summary>A customer as the service writes it.</summary>
internal sealed class CustomerWire
{
    public string? Id { get; set; }

    public CompanyProfileWire? CompanyProfile { get; set; }
}
