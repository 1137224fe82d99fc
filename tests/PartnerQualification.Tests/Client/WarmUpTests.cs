using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PartnerQualification.Client;
using PartnerQualification.Tests.SignIn;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Client;

/// <summary>What a client prepares before its first request, and that nobody notices it.</summary>
public sealed class WarmUpTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);

    public WarmUpTests() => listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task What_is_run_through_succeeds() => await WarmUp.RunThroughAsync(Token).WaitAsync(Longest, Token);

    [Fact]
    public async Task Closed_meanwhile_it_ends_without_an_error()
    {
        using var closing = new CancellationTokenSource();
        await closing.CancelAsync();

        await WarmUp.Begin(() => Task.CompletedTask, closing.Token).WaitAsync(Longest, Token);
    }

    [Fact]
    public async Task Transport_of_the_caller_sees_nothing_but_requests()
    {
        var builder = new ClientBuilder(ScriptedTransport.Answer(200, "[]")) { Options = new PartnerCenterOptions { WarmUp = true } };

        Assert.Empty(await builder.RunTimelessAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token)));

        Assert.Equal("GET", builder.Methods);
    }

    [Fact]
    public async Task Service_that_refuses_connections_is_an_error_of_the_first_request()
    {
        var port = Port;
        listener.Stop();
        using var client = Client($"http://127.0.0.1:{port}/");

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token).WaitAsync(Longest, Token));

        Assert.Equal(PartnerCenterErrorKind.ConnectionFailed, error.Kind);
    }

    [Fact]
    public async Task Wrong_certificate_is_an_error_of_the_first_request()
    {
        _ = ServeSelfSignedAsync();
        using var client = Client($"https://localhost:{Port}/");

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token).WaitAsync(Longest, Token));

        Assert.Equal(PartnerCenterErrorKind.ConnectionFailed, error.Kind);
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public async Task Connection_is_there_before_the_first_request_and_carries_nothing_else()
    {
        using var client = Client($"http://127.0.0.1:{Port}/");
        using var connection = await listener.AcceptTcpClientAsync(Token).AsTask().WaitAsync(Longest, Token);

        var reading = client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token);

        Assert.StartsWith($"GET /v1/customers/{ClientBuilder.Customer}/qualifications", await AnswerAsync(connection), StringComparison.Ordinal);
        Assert.Empty(await reading.WaitAsync(Longest, Token));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Client_closed_at_once_closes_the_connection()
    {
        var client = Client($"http://127.0.0.1:{Port}/");
        using var connection = await listener.AcceptTcpClientAsync(Token).AsTask().WaitAsync(Longest, Token);

        client.Dispose();

        Assert.Equal(0, await connection.GetStream().ReadAsync(new byte[1], Token).AsTask().WaitAsync(Longest, Token));
    }

    [Fact]
    public async Task Nothing_is_opened_where_a_request_has_connected_before()
    {
        var connections = new ConnectionOpener();
        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = connections.ConnectAsync };
        using var server = RawServer.Start("[]");
        using var http = new HttpClient(handler);
        await http.GetStringAsync(server.Address, Token);

        await connections.OpenAsync(handler, server.Address, Token).WaitAsync(Longest, Token);

        Assert.Single(server.Heads);
    }

    [Fact]
    public async Task Connection_through_a_proxy_is_a_tunnel_without_a_request()
    {
        var connections = new ConnectionOpener();
        using var handler = new SocketsHttpHandler { Proxy = new WebProxy(new Uri($"http://127.0.0.1:{Port}/")), ConnectCallback = connections.ConnectAsync };

        await connections.OpenAsync(handler, new Uri("https://partnercenter.invalid/"), Token).WaitAsync(Longest, Token);

        using var connection = await listener.AcceptTcpClientAsync(Token).AsTask().WaitAsync(Longest, Token);
        Assert.StartsWith("CONNECT partnercenter.invalid:443 HTTP/1.1", await ReadHeadAsync(connection), StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(TcpClient connection)
    {
        var head = await ReadHeadAsync(connection);
        await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"u8.ToArray(), Token);
        return head;
    }

    private static async Task<string> ReadHeadAsync(TcpClient connection)
    {
        using var reader = new StreamReader(connection.GetStream(), System.Text.Encoding.Latin1, leaveOpen: true);
        var head = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(Token).AsTask().WaitAsync(Longest, Token) is { Length: > 0 } line) head.Append(line).Append('\n');
        return head.ToString();
    }
#endif

    private static PartnerCenterClient Client(string endpoint) =>
        new(new PartnerCenterOptions { Endpoint = new Uri(endpoint), MaxAttempts = 1, WarmUp = true }, new StaticTokenSource("token-of-the-test"));

    private async Task ServeSelfSignedAsync()
    {
        using var certificate = SignInBench.NewCertificate();
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(Token);
                using var secured = new SslStream(connection.GetStream());
                try
                {
                    await secured.AuthenticateAsServerAsync(certificate);
                    await secured.ReadExactlyAsync(new byte[1], Token);
                }
                catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client does not know who signed the certificate.
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }
}
