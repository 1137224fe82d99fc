using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace PartnerQualification.Client;

/// <summary>Secrets as the text that MSAL takes and gives, and back.</summary>
internal static class SensitiveText
{
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    public static SecureString Protect(string text)
    {
        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>A hash: enough to recognise the text by, and not enough to use it.</summary>
    public static byte[] Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NETSTANDARD2_0
        using var hash = SHA256.Create();
        return hash.ComputeHash(bytes);
#else
        return SHA256.HashData(bytes);
#endif
    }
}
