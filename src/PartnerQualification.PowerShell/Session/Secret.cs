using System.Net;
using System.Security;

namespace PartnerQualification.PowerShell;

/// <summary>The one place where a secret becomes text.</summary>
internal static class Secret
{
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
