namespace PartnerQualification.Client;

/// <summary>A page of customers as the service writes it.</summary>
internal sealed class CustomerPageWire
{
    public int? TotalCount { get; set; }

    public List<CustomerWire?>? Items { get; set; }

    public LinksWire? Links { get; set; }
}
