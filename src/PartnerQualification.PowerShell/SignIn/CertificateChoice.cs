using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification.PowerShell;

/// <summary>The application's certificate, in one of the ways it can be given.</summary>
internal sealed record CertificateChoice
{
    /// <summary>The certificate itself.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The thumbprint of one in a store.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>The file it is in, as a full path.</summary>
    public string? Path { get; init; }

    /// <summary>The file's password.</summary>
    public SecureString? Password { get; init; }

    /// <summary>The certificate; nothing where none was given.</summary>
    public X509Certificate2? Find()
    {
        var given = new object?[] { Certificate, Thumbprint, Path }.Count(way => way is not null);
        if (given > 1) throw CertificateErrors.Of("ParameterInvalid", CmdletMessages.CertificateGivenTwice());
        if (Password is not null && Path is null) throw CertificateErrors.Of("ParameterInvalid", CmdletMessages.CertificatePasswordAlone());
        if (Thumbprint is not null) return CertificateStores.Find(Thumbprint);
        return Path is null ? Certificate : CertificateFile.Read(Path, Password);
    }
}

/// <summary>What is wrong with a certificate before anybody is asked.</summary>
internal static class CertificateErrors
{
    public static PartnerCenterException Of(string what, ErrorText text, Exception? cause = null) =>
        new(PartnerCenterErrorKind.SignInFailed, text, cause) { ErrorId = $"SignIn{what}" };

    public static PartnerCenterException NotFound(ErrorText text) => Of("CertificateNotFound", text);

    public static PartnerCenterException Unreadable(ErrorText text, Exception? cause = null) => Of("CertificateUnreadable", text, cause);
}
