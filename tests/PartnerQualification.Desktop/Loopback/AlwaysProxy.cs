using System.Net;

namespace PartnerQualification.Desktop.Loopback;

/// <summary>A proxy for every address. The WebProxy of the .NET Framework always bypasses itself for this machine.</summary>
internal sealed class AlwaysProxy(Uri address) : IWebProxy
{
    public ICredentials? Credentials { get; set; }

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;
}
