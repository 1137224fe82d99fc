using System.Net;

namespace PartnerQualification.Desktop.Loopback;

/// <summary>A proxy for every address. The .NET Framework's WebProxy never sends anybody through who wants this machine.</summary>
internal sealed class AlwaysProxy(Uri address) : IWebProxy
{
    public ICredentials? Credentials { get; set; }

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;
}
