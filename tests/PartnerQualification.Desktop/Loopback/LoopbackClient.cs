using System.Net;
using System.Net.Http;

namespace PartnerQualification.Desktop.Loopback;

/// <summary>Makes clients of servers on loopback, which try once.</summary>
internal static class LoopbackClient
{
    /// <summary>A client with the transport that the module makes for itself.</summary>
    public static IPartnerCenter Connect(Uri address, PartnerCenterOptions? options = null) =>
        LoadedModule.PartnerCenterFactory.CreateClient(
            (options ?? new PartnerCenterOptions()) with { Endpoint = address, MaxAttempts = 1 },
            LoadedModule.PartnerCenterFactory.CreateTokenSource("token-of-the-test"));

    /// <summary>A client over HttpWebRequest, which is what HttpClientHandler is made of in the .NET Framework, and is not in Mono.</summary>
    public static IPartnerCenter ConnectOverWebRequests(Uri address, PartnerCenterOptions? options = null)
    {
        // As the client's Transport sets HttpClientHandler up.
        var handler = new WebRequestHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
        return Connect(address, (options ?? new PartnerCenterOptions()) with { Transport = handler });
    }
}
