namespace PartnerQualification.PowerShell;

/// <summary>
/// What a token handed in must fulfil before it is used: it can be read, is meant for Partner Center, and has not expired.
/// What it says is not trusted beyond that; the service decides.
/// </summary>
internal static class AccessTokenCheck
{
    /// <summary>The id of the Partner Center API as an application: tokens of the newer kind name it as their audience.</summary>
    private const string PartnerCenterApplication = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd";

    public static void Require(AccessTokenClaims claims, PartnerCenterEnvironment environment, DateTimeOffset now)
    {
        if (claims == AccessTokenClaims.Unknown) throw Unreadable();
        if (!IsFor(environment, claims.Audience)) throw Refused("SignInTokenAudience", CmdletMessages.AccessTokenAudience(claims.Audience, environment));
        if (claims.ExpiresOn is { } expires && expires <= now)
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.SessionExpired, CmdletMessages.SessionExpired(expires));
        }
    }

    /// <summary>The refusal of what cannot be a token.</summary>
    public static PartnerCenterException Unreadable() => Refused("SignInTokenUnreadable", CmdletMessages.AccessTokenUnreadable());

    private static bool IsFor(PartnerCenterEnvironment environment, string? audience) =>
        string.Equals(audience?.TrimEnd('/'), CmdletMessages.Root(environment.ApiBase), StringComparison.OrdinalIgnoreCase)
        || string.Equals(audience, PartnerCenterApplication, StringComparison.OrdinalIgnoreCase);

    private static PartnerCenterException Refused(string errorId, ErrorText text) =>
        new(PartnerCenterErrorKind.SignInFailed, text) { ErrorId = errorId };
}
