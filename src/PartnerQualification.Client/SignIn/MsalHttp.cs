using System.Net;
using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>Gives MSAL the same network as everything else here: our transport, our proxy, no redirects.</summary>
internal static class MsalHttp
{
    private const long LongestAnswer = 1024 * 1024;

    /// <summary>
    /// Stands in for the network in tests, ours and the Pester helper's, which set it by reflection. It is given the proxy
    /// and answers with a handler, or with nothing where the network itself is meant. Nothing sets it in production.
    /// </summary>
    internal static Func<IWebProxy?, HttpMessageHandler?>? HandlerForTests { get; set; }

    public static IMsalHttpClientFactory Create(IWebProxy? proxy) =>
        new OneClientFactory(new HttpClient(HandlerForTests?.Invoke(proxy) ?? Transport.Create(new PartnerCenterOptions { Proxy = proxy }), disposeHandler: false)
        {
            MaxResponseContentBufferSize = LongestAnswer,
        });

    private sealed class OneClientFactory(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }
}
