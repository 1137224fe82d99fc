using System.Net;
using System.Security;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Text as PowerShell takes secrets.</summary>
internal static class Secret
{
    public static SecureString Of(string text) => new NetworkCredential(string.Empty, text).SecurePassword;
}
