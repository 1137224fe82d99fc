using System.Net;
using System.Security;

namespace PartnerQualification;

/// <summary>Secrets as text, where a library takes or gives them so: the one place where a secret becomes text.</summary>
internal static class Secret
{
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    public static SecureString Protect(string text)
    {
        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }
}
