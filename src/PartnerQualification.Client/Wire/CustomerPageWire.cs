namespace PartnerQualification.Client;

/// <summary>A page of customers as the service writes it.</summary>
internal sealed class CustomerPageWire
{
    public int? TotalCount { get; set; }

    public List<CustomerWire?>? Items { get; set; }

    public LinksWire? Links { get; set; }
}

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

/// <summary>The links of a page as the service writes them.</summary>
internal sealed class LinksWire
{
    public LinkWire? Next { get; set; }
}

/// <summary>A link as the service writes it.</summary>
internal sealed class LinkWire
{
    public string? Uri { get; set; }

    public List<LinkHeaderWire?>? Headers { get; set; }
}

/// <summary>A header that a link asks to be sent along.</summary>
internal sealed class LinkHeaderWire
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}
