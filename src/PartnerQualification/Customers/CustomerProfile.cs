namespace PartnerQualification;

/// <summary>A customer with its profile: the details that the review of an education customer judges.</summary>
public sealed record CustomerProfile
{
    /// <summary>The customer's tenant id: a GUID in lower case with hyphens.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The company's name.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The company's domain.</summary>
    public string? Domain { get; init; }

    /// <summary>What the customer is to the partner, such as <c>reseller</c>.</summary>
    public string? Relationship { get; init; }

    /// <summary>The company's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The company's postal address; nothing where the service gives none.</summary>
    public CustomerAddress? Address { get; init; }

    /// <summary>The first name of the contact for bills.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name of the contact for bills.</summary>
    public string? LastName { get; init; }

    /// <summary>The e-mail address that bills go to.</summary>
    public string? BillingEmail { get; init; }

    /// <summary>The address that bills go to; nothing where the service gives none.</summary>
    public CustomerAddress? BillingAddress { get; init; }
}

/// <summary>A postal address of a customer. What the service leaves out, or leaves blank, is nothing.</summary>
public sealed record CustomerAddress
{
    /// <summary>The country's code of two letters.</summary>
    public string? Country { get; init; }

    /// <summary>The region, or the state.</summary>
    public string? Region { get; init; }

    /// <summary>The city.</summary>
    public string? City { get; init; }

    /// <summary>The street.</summary>
    public string? AddressLine1 { get; init; }

    /// <summary>The postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>The telephone number.</summary>
    public string? PhoneNumber { get; init; }
}
