using System.Management.Automation;
using System.Net;

namespace PartnerQualification.PowerShell;

/// <summary>The proxy of -Proxy and -ProxyCredential, for signing in and for the API alike.</summary>
internal static class ProxyChoice
{
    /// <summary>The proxy; nothing where the system's is meant.</summary>
    public static IWebProxy? Of(Uri? address, PSCredential? credential)
    {
        if (address is null) return credential is null ? null : throw Refused(Messages.ProxyMissing());
        if (!IsProxy(address)) throw Refused(Messages.ProxyRefused(address));
        return new WebProxy(address) { Credentials = credential?.GetNetworkCredential() };
    }

    /// <summary>An address with a user in it would show the password wherever it is shown itself.</summary>
    private static bool IsProxy(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0;

    private static PartnerCenterException Refused(ErrorText text) => new(PartnerCenterErrorKind.InvalidProperty, text);
}
