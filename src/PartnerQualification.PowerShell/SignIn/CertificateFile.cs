using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification.PowerShell;

/// <summary>A certificate with its private key in a file: PFX, and PEM where .NET can read it.</summary>
internal static class CertificateFile
{
    private const string PemBegins = "-----BEGIN ";

    /// <summary>EphemeralKeySet: the private key stays in memory. .NET Standard lacks the name, and macOS the ability.</summary>
    private const X509KeyStorageFlags InMemory = (X509KeyStorageFlags)32;

    public static X509Certificate2 Read(string path, SecureString? password)
    {
        try
        {
            return IsPem(path) ? ReadPem(path, password) : new X509Certificate2(path, password, KeyStorage());
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CertificateErrors.NotFound(CmdletMessages.CertificateFileMissing(path));
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw CertificateErrors.Unreadable(CmdletMessages.CertificateFileUnreadable(path, error.Message), error);
        }
    }

    private static bool IsPem(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[1024];
        var length = reader.ReadBlock(start, 0, start.Length);
        return new string(start, 0, length).Contains(PemBegins);
    }

#if NET
    private static X509KeyStorageFlags KeyStorage() => OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : InMemory;

    private static X509Certificate2 ReadPem(string path, SecureString? password) => password is null
        ? X509Certificate2.CreateFromPemFile(path)
        : X509Certificate2.CreateFromEncryptedPemFile(path, Secret.Reveal(password));
#else
    private static X509KeyStorageFlags KeyStorage() => InMemory;

    private static X509Certificate2 ReadPem(string path, SecureString? password) =>
        throw CertificateErrors.Unreadable(CmdletMessages.PemUnsupported(path));
#endif
}
