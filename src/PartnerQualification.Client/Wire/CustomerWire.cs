namespace PartnerQualification.Client;

/// <summary>A customer as the service writes it.</summary>
internal sealed class CustomerWire
{
    public string? Id { get; set; }

    public CompanyProfileWire? CompanyProfile { get; set; }

    public BillingProfileWire? BillingProfile { get; set; }

    public string? RelationshipToPartner { get; set; }
}

/// <summary>A customer's company as the service writes it.</summary>
internal sealed class CompanyProfileWire
{
    public string? TenantId { get; set; }

    public string? Domain { get; set; }

    public string? CompanyName { get; set; }

    public string? Email { get; set; }

    public AddressWire? Address { get; set; }
}

/// <summary>Where a customer's bills go, as the service writes it.</summary>
internal sealed class BillingProfileWire
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public AddressWire? DefaultAddress { get; set; }
}

/// <summary>An address as the service writes it. The company's has a region, and the one for bills a state.</summary>
internal sealed class AddressWire
{
    public string? Country { get; set; }

    public string? Region { get; set; }

    public string? State { get; set; }

    public string? City { get; set; }

    public string? AddressLine1 { get; set; }

    public string? PostalCode { get; set; }

    public string? PhoneNumber { get; set; }
}

/// <summary>The state of a customer's account as the service writes it.</summary>
internal sealed class AccountWire
{
    public string? Status { get; set; }

    public string? LastUpdateDateTime { get; set; }
}
