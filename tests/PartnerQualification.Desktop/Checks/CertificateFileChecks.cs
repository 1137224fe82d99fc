using System.Security.Cryptography.X509Certificates;
using PartnerQualification.Desktop.SignIn;

namespace PartnerQualification.Desktop.Checks;

/// <summary>Certificates in files, of which the .NET Framework reads fewer kinds.</summary>
public static class CertificateFileChecks
{
    public static async Task Pfx_file_is_read_with_its_private_key()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "app.pfx");
        File.WriteAllBytes(path, await (await SignInBench.OpenAsync()).NewCertificateAsync());

        using var certificate = Read(path);

        Expect.True(certificate.HasPrivateKey, "a private key");
    }

    public static async Task Pem_file_is_refused_with_what_to_do_instead()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "app.pem");
        File.WriteAllText(path, "-----BEGIN CERTIFICATE-----");

        var error = await Expect.FailureAsync(Task.Run(() => Read(path)));

        Expect.Equal("SignInCertificateUnreadable", error.ErrorId, "the error");
        Expect.True(error.Message.Contains(path) && error.Remedy.Contains("PFX"), $"a message that names the file and the remedy, not: {error.Message}");
    }

    private static X509Certificate2 Read(string path) => (X509Certificate2)LoadedModule.Call("CertificateFile", "Read", path, null)!;
}
