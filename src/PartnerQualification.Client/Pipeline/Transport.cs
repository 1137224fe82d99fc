namespace PartnerQualification.Client;

/// <summary>What carries messages over the network: pooled connections, compressed answers, no redirects, no cookies, and no proxy on the way to this machine.</summary>
internal sealed class Transport : IDisposable
{
#if NETSTANDARD2_0
    /// <summary>Makes one.</summary>
    public Transport(PartnerCenterOptions options)
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
        Handler = handler;
    }
#else
    private static readonly TimeSpan LongestConnecting = TimeSpan.FromSeconds(30);

    // Name servers and load balancers move; a pooled connection follows them at the latest after this.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Makes one.</summary>
    public Transport(PartnerCenterOptions options)
    {
        var connections = new ConnectionOpener();
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            MaxConnectionsPerServer = options.MaxConnections,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = LongestConnecting,
            ConnectCallback = connections.ConnectAsync,
            EnableMultipleHttp2Connections = true,
        };
        if (IsThisMachine(options)) handler.UseProxy = false;
        else if (options.Proxy is not null) handler.Proxy = options.Proxy;
        Handler = handler;
        OpenConnectionAsync = closing => connections.OpenAsync(handler, Address(options), closing);
    }
#endif

    /// <summary>The handler.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>Begins to open a connection for the first request. Nothing on the .NET Framework, which does not keep the connection of a cancelled request.</summary>
    public Func<CancellationToken, Task>? OpenConnectionAsync { get; }

    public void Dispose() => Handler.Dispose();

    /// <summary>Whether requests stay on this machine. Plain http is allowed there only: through a proxy, the token would leave the machine unencrypted.</summary>
    private static bool IsThisMachine(PartnerCenterOptions options) => Address(options).IsLoopback;

    private static Uri Address(PartnerCenterOptions options) => options.Endpoint ?? options.Environment.ApiBase;
}
