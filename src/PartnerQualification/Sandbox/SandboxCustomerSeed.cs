namespace PartnerQualification;

/// <summary>A customer that a sandbox begins with.</summary>
public sealed record SandboxCustomerSeed
{
    /// <summary>
    /// Who the customer is. What is null of the e-mail address, the postal address and the contact is made up; what is an empty text is missing
    /// in the sandbox too. E-mail and postal address for bills are the same, and not read from here.
    /// </summary>
    public required CustomerProfile Profile { get; init; }

    /// <summary>The state of the customer's account, such as one of <see cref="AccountStatuses"/>; nothing where it has none.</summary>
    public string? AccountStatus { get; init; } = AccountStatuses.Allowed;

    /// <summary>What the customer holds, or has asked for.</summary>
    public IReadOnlyList<SandboxQualificationSeed> Qualifications { get; init; } = [];
}

/// <summary>A qualification that a sandbox's customer begins with.</summary>
/// <param name="Qualification">Its name.</param>
public sealed record SandboxQualificationSeed(string Qualification)
{
    /// <summary>The state of its review: one that is in review is decided as any other, counted from the opening of the sandbox. Nothing where there is no review.</summary>
    public string? VettingStatus { get; init; }

    /// <summary>Why it was denied.</summary>
    public string? VettingReason { get; init; }

    /// <summary>When its review began; nothing where that is not known.</summary>
    public DateTimeOffset? VettingCreatedDate { get; init; }

    /// <summary>The website it was requested with, by which a review of Education is decided.</summary>
    public string? Website { get; init; }
}
