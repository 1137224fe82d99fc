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

    /// <summary>What the token says of itself. Good for showing and for early refusals; the service decides.</summary>
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
