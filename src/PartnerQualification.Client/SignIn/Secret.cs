using System.Runtime.InteropServices;
using System.Security;

namespace PartnerQualification.Client;

/// <summary>Turns a secret into the text that a library wants, and back.</summary>
internal static class Secret
{
    public static string Reveal(SecureString secret)
    {
        var text = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(text, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    public static SecureString Protect(string text)
    {
        var secret = new SecureString();
        foreach (var character in text) secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }
}
