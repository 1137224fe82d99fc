namespace PartnerQualification;

/// <summary>Who signs in to a sandbox.</summary>
public enum SandboxTokenKind
{
    /// <summary>A user with multifactor authentication: may read and set.</summary>
    User,

    /// <summary>A user without multifactor authentication: is refused.</summary>
    UserWithoutMfa,

    /// <summary>An application alone: may read, never set.</summary>
    App,

    /// <summary>A user whose token has expired.</summary>
    Expired,
}
