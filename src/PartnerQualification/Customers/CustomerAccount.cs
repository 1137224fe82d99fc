namespace PartnerQualification;

/// <summary>The state of a customer's account, which Microsoft reviews.</summary>
public sealed record CustomerAccount
{
    /// <summary>The customer's tenant id: a GUID in lower case with hyphens.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The state: one of <see cref="AccountStatuses"/>, or whatever else the service says.</summary>
    public required string Status { get; init; }

    /// <summary>When the state changed last, in UTC; nothing where the service gave no date or one that cannot be read.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>Whether it is in a state, in whatever letter case the service writes it.</summary>
    internal bool IsIn(string state) => string.Equals(Status, state, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The states of an account that are known today. The service may answer with others, and they are kept as they come.</summary>
public static class AccountStatuses
{
    /// <summary>Nothing stands in the way.</summary>
    public const string Allowed = "Allowed";

    /// <summary>Microsoft reviews the account. Purchases wait for it.</summary>
    public const string UnderReview = "UnderReview";

    /// <summary>The account was not approved.</summary>
    public const string NotAllowed = "NotAllowed";

    /// <summary>The service does not know.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The account is not set up yet.</summary>
    public const string NotReady = "NotReady";
}
