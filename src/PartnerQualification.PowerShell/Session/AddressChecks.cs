using System.Management.Automation;
using System.Net;

namespace PartnerQualification.PowerShell;

/// <summary>The addresses that Connect-PartnerQualification is given: what is wrong with one becomes an error with an id, before anything is sent.</summary>
internal static class AddressChecks
{
    /// <summary>The address of -Endpoint; nothing where the environment's is meant. The client checks it too.</summary>
    public static Uri? Endpoint(Uri? endpoint) => endpoint is null || EndpointRule.Allows(endpoint) ? endpoint : throw Refused(CmdletMessages.EndpointRefused(endpoint));

    /// <summary>The proxy of -Proxy and -ProxyCredential, for signing in and for the API alike; nothing where the system's is meant.</summary>
    public static IWebProxy? Proxy(Uri? address, PSCredential? credential)
    {
        if (address is null) return credential is null ? null : throw Refused(CmdletMessages.ProxyMissing());
        if (!IsProxy(address)) throw Refused(CmdletMessages.ProxyRefused(address));
        return new WebProxy(address) { Credentials = credential?.GetNetworkCredential() };
    }

    /// <summary>An address with a user in it would show the password wherever it is shown itself.</summary>
    private static bool IsProxy(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0;

    private static PartnerCenterException Refused(ErrorText text) => new(PartnerCenterErrorKind.InvalidProperty, text);
}
