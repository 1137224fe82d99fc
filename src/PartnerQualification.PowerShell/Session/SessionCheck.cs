namespace PartnerQualification.PowerShell;

/// <summary>What a session must be able to do before anything is sent through it.</summary>
internal static class SessionCheck
{
    public static void RequireReading(PartnerQualificationSession session, DateTimeOffset now)
    {
        if (!session.IsConnected) throw new PartnerCenterException(PartnerCenterErrorKind.NotConnected, CmdletMessages.SessionClosed());
        if (!session.CanRenew && session.ExpiresOn is { } expires && expires <= now)
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.SessionExpired, CmdletMessages.SessionExpired(expires));
        }
    }

    public static void RequireSetting(PartnerQualificationSession session)
    {
        if (session.Claims.IsAppOnly == true) throw new PartnerCenterException(PartnerCenterErrorKind.SessionCannotSet, CmdletMessages.SessionCannotSet());
        if (session.Claims.HasMfa == false) throw new PartnerCenterException(PartnerCenterErrorKind.MfaRequired, CmdletMessages.SessionMfaRequired(session.Method));
    }
}
