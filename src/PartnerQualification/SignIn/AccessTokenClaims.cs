namespace PartnerQualification;

/// <summary>What an access token says of itself, read without trusting it.</summary>
public sealed record AccessTokenClaims
{
    /// <summary>Claims of a token that cannot be read: nothing is known.</summary>
    public static AccessTokenClaims Unknown { get; } = new();

    /// <summary>Whom the token is for.</summary>
    public string? Audience { get; init; }

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The tenant that issued it: the partner's.</summary>
    public string? TenantId { get; init; }

    /// <summary>The application it was issued to.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The user's name; nothing for an application alone.</summary>
    public string? User { get; init; }

    /// <summary>Whether it is an application's alone (true), a user's (false), or cannot be told.</summary>
    public bool? IsAppOnly { get; init; }

    /// <summary>Whether the user did multifactor authentication; nothing where it cannot be told or does not apply.</summary>
    public bool? HasMfa { get; init; }
}
