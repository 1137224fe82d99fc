namespace PartnerQualification.TokenService;

/// <summary>What an authorization code or a refresh token stands for.</summary>
internal sealed record Grant(RegisteredApp App, bool HasMfa, string Scope)
{
    /// <summary>The S256 challenge of the authorization request.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>Where the code was sent.</summary>
    public string? RedirectUri { get; init; }
}
