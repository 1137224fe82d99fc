using System.Security.Cryptography;
using System.Text;

namespace PartnerQualification.Client;

/// <summary>A text's hash: enough to know it again, and not enough to use it.</summary>
internal static class Fingerprint
{
    public static byte[] Of(string text)
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
