namespace PartnerQualification.PowerShell;

/// <summary>What is wrong with a certificate before anybody is asked.</summary>
internal static class CertificateErrors
{
    public static PartnerCenterException Of(string what, ErrorText text, Exception? cause = null) =>
        new(PartnerCenterErrorKind.SignInFailed, text, cause) { ErrorId = $"SignIn{what}" };

    public static PartnerCenterException NotFound(ErrorText text) => Of("CertificateNotFound", text);

    public static PartnerCenterException Unreadable(ErrorText text, Exception? cause = null) => Of("CertificateUnreadable", text, cause);
}
