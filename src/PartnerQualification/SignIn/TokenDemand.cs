namespace PartnerQualification;

/// <summary>What is asked of a token source.</summary>
/// <param name="Rejected">The token the service has just refused: another one is needed.</param>
/// <param name="Claims">The claims challenge that came with the refusal, as JSON.</param>
public sealed record TokenDemand(AccessToken? Rejected = null, string? Claims = null)
{
    /// <summary>Any token that is still good.</summary>
    public static TokenDemand Any { get; } = new();
}
