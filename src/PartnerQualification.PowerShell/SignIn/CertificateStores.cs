using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification.PowerShell;

/// <summary>The certificate stores of the user and of the machine: Windows has both, elsewhere .NET keeps the user's.</summary>
internal static class CertificateStores
{
    private static readonly StoreLocation[] Places = [StoreLocation.CurrentUser, StoreLocation.LocalMachine];

    /// <summary>The certificate of a thumbprint, one with a private key before one without.</summary>
    public static X509Certificate2 Find(string thumbprint)
    {
        var wanted = string.Concat(thumbprint.Where(Uri.IsHexDigit));
        var found = Places.SelectMany(place => In(place, wanted)).OrderByDescending(certificate => certificate.HasPrivateKey).FirstOrDefault();
        return found ?? throw CertificateErrors.NotFound(CmdletMessages.CertificateNotInStores(thumbprint));
    }

    private static X509Certificate2[] In(StoreLocation place, string thumbprint)
    {
        try
        {
            using var store = new X509Store(StoreName.My, place);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).Cast<X509Certificate2>().ToArray();
        }
        catch (Exception missing) when (missing is CryptographicException or PlatformNotSupportedException)
        {
            return [];
        }
    }
}
