using System.Security.Cryptography;
using System.Text;

namespace PartnerQualification;

/// <summary>The hash by which a text is recognised without being kept.</summary>
internal static class Sha256
{
    public static byte[] Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NETSTANDARD2_0
        using var algorithm = SHA256.Create();
        return algorithm.ComputeHash(bytes);
#else
        return SHA256.HashData(bytes);
#endif
    }

    /// <summary>The hash's first 16 bytes, where many of them are kept.</summary>
    public static Guid GuidOf(string text)
    {
        var hash = Of(text);
        Array.Resize(ref hash, 16);
        return new Guid(hash);
    }
}
