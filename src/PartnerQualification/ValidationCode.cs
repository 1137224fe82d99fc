namespace PartnerQualification;

/// <summary>A code with which the partner may qualify a limited number of customers for the Government Community Cloud.</summary>
public sealed record ValidationCode
{
    /// <summary>The code itself, as text.</summary>
    public required string ValidationId { get; init; }

    /// <summary>The partner the code belongs to.</summary>
    public string? PartnerId { get; init; }

    /// <summary>The organisation the code was issued to.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>How many customers the code serves in all.</summary>
    public int? MaxCreates { get; init; }

    /// <summary>How many customers it still serves.</summary>
    public int? RemainingCreates { get; init; }

    /// <summary>The service's version mark of this code.</summary>
    public string? ETag { get; init; }
}
