namespace PartnerQualification.Client;

/// <summary>Makes what carries messages over the network: pooled connections, compressed answers, no redirects, no cookies, and no proxy on the way to this machine.</summary>
internal static class Transport
{
#if NETSTANDARD2_0
    public static HttpMessageHandler Create(PartnerCenterOptions options)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
            MaxConnectionsPerServer = options.MaxConnections,
        };
        if (IsThisMachine(options)) handler.UseProxy = false;
        else if (options.Proxy is not null) handler.Proxy = options.Proxy;
        return handler;
    }
#else
    private static readonly TimeSpan LongestConnecting = TimeSpan.FromSeconds(30);

    // Name servers and load balancers move; a pooled connection follows them at the latest after this.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpMessageHandler Create(PartnerCenterOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            MaxConnectionsPerServer = options.MaxConnections,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = LongestConnecting,
            EnableMultipleHttp2Connections = true,
        };
        if (IsThisMachine(options)) handler.UseProxy = false;
        else if (options.Proxy is not null) handler.Proxy = options.Proxy;
        return handler;
    }
#endif

    /// <summary>Whether requests stay on this machine. Plain http is allowed there only: through a proxy, the token would leave the machine unencrypted.</summary>
    private static bool IsThisMachine(PartnerCenterOptions options) => (options.Endpoint ?? options.Environment.ApiBase).IsLoopback;
}
