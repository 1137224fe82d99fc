namespace PartnerQualification;

/// <summary>An access token with what it says of itself. Neither its text nor its ToString shows in any output.</summary>
public sealed class AccessToken
{
    private readonly string? value;

    /// <summary>Creates one.</summary>
    /// <param name="value">The token's text.</param>
    /// <param name="claims">What it says of itself.</param>
    public AccessToken(string value, AccessTokenClaims claims)
    {
        this.value = value ?? throw new ArgumentNullException(nameof(value));
        Claims = claims ?? throw new ArgumentNullException(nameof(claims));
    }

    private AccessToken(AccessTokenClaims claims) => Claims = claims;

    /// <summary>What the token says of itself. Use it to show it and to refuse early; the service decides.</summary>
    public AccessTokenClaims Claims { get; }

    /// <summary>The token's text. A method, so that nothing that lists properties shows it.</summary>
    /// <returns>The text for the authorization header.</returns>
    /// <exception cref="ObjectDisposedException">Its source was disposed of, and only the claims are left.</exception>
    public string Reveal() => value ?? throw new ObjectDisposedException(nameof(AccessToken));

    /// <inheritdoc/>
    public override string ToString() => "(access token)";

    /// <summary>What is left of a token that was forgotten: what it said of itself.</summary>
    internal static AccessToken Forgotten(AccessTokenClaims claims) => new(claims);
}

/// <summary>What an access token says of itself, read without trusting it.</summary>
public sealed record AccessTokenClaims
{
    /// <summary>Claims of a token that cannot be read: nothing is known.</summary>
    public static AccessTokenClaims Unknown { get; } = new();

    /// <summary>Whom the token is for.</summary>
    public string? Audience { get; init; }

    /// <summary>Until when it is valid.</summary>
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
