using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about what Connect-PartnerQualification is given, and what it says while somebody signs in.</summary>
internal static partial class CmdletMessages
{
    public const string BrowserOpened =
        "A browser opens: sign in there with the partner's work account, and come back here. Ctrl+C gives up. Where no browser can open, use -DeviceCode.";

    public const string SignInPageNotHttps = "The address of the sign-in page is not an https one, and was not opened.";

    public const string NobodyToShow = "The session has to show how to sign in, and no command of it runs.";

    public const string SwitchTurnedOff = "This switch chooses what the command does, and cannot be turned off. Leave it out, and give other parameters.";

    public static string DeviceCodeShown(string userCode, string verificationUri) =>
        $"Open {PlainText.OneLine(verificationUri, LongestQuotation)} in a browser, on any device, and type the code {PlainText.OneLine(userCode, LongestQuotation)}. Waiting for the sign-in; Ctrl+C gives up.";

    public static string CodeNotCopied(string why) =>
        $"The code could not be put on the clipboard: {PlainText.OneLine(why, LongestReason)}";

    public static string RefreshTokenNotTaken(string why) =>
        $"A NEW REFRESH TOKEN WAS NOT STORED: the script block of -OnRefreshTokenChanged failed with {Quote(PlainText.OneLine(Redaction.Text(why), LongestReason))}. The session goes on, and the refresh token stored before stays good until it expires; correct the script block before that.";

    public static string SignInForgotten(string applicationId) => $"The kept sign-in of application {applicationId} was removed.";

    public static string NothingToForget => "No sign-in was kept for this session's application, tenant and environment.";

    public static ErrorText NobodyToSignIn() => new(
        "An interactive sign-in takes a browser and a user, and this PowerShell has neither: it was started with -NonInteractive, or runs as a job, a service or a remote session. Nothing was sent.",
        "Use -RefreshToken (unattended, sets qualifications), -AppOnly (unattended, only reads), or -DeviceCode where somebody reads the output.");

    public static ErrorText ApplicationIdRefused(string given, bool isFromCredential) => new(
        $"{(isFromCredential ? "The user name of Credential" : "ApplicationId")} {Quote(given)} is no application id, which is a GUID. Nothing was sent.",
        "Give the application (client) id that Microsoft Entra shows for the registered application, such as a0000000-0000-4000-8000-000000000001; its display name will not do.");

    public static ErrorText TenantIdRefused(string given) => new(
        $"TenantId {Quote(given)} is neither a tenant id, which is a GUID, nor a domain name. Nothing was sent.",
        "Give the partner's tenant id or one of its domains, such as contoso.onmicrosoft.com; where a user signs in, it can be left out.");

    public static ErrorText ProxyRefused(Uri proxy) => new(
        $"Proxy {(EndpointRule.HoldsCredentials(proxy) ? "with a user or a password in it (not repeated here)" : Quote(EndpointRule.Shown(proxy)))} is no address of a proxy. Nothing was sent.",
        "Give an address such as http://proxy.example:8080, without user and password; those belong to -ProxyCredential.");

    public static ErrorText ProxyMissing() => new(
        "ProxyCredential was given without Proxy. Nothing was sent.",
        "Give the proxy's address with -Proxy as well.");

    public static ErrorText CertificateGivenTwice() => new(
        "More than one of Certificate, CertificateThumbprint and CertificatePath was given. Nothing was sent.",
        "Give the certificate in one way.");

    public static ErrorText CertificatePasswordAlone() => new(
        "CertificatePassword was given without CertificatePath. Nothing was sent.",
        "Give the file with -CertificatePath; a certificate of a store or an object has no password.");

    public static ErrorText CertificateNotInStores(string thumbprint) => new(
        $"There is no certificate with the thumbprint {Quote(thumbprint)} in the personal store of this user or of this machine.",
        "Import the certificate with its private key for the user that runs this, or give -CertificatePath.");

    public static ErrorText CertificateFileMissing(string path) => new(
        $"There is no certificate file {Quote(path)}.",
        "Check -CertificatePath.");

    public static ErrorText CertificateFileUnreadable(string path, string why) => new(
        $"The certificate file {Quote(path)} cannot be read: {PlainText.OneLine(why, LongestReason)}",
        "Give a PFX file, or a PEM file that holds the certificate and its private key, and the right -CertificatePassword.");

    public static ErrorText PemUnsupported(string path) => new(
        $"The certificate file {Quote(path)} is a PEM file, which Windows PowerShell cannot read.",
        "Convert it to a PFX file, or use PowerShell 7.4 or later.");
}
