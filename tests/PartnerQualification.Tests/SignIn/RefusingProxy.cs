using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerQualification.Tests.SignIn;

/// <summary>A proxy on loopback that lets nobody through without credentials.</summary>
internal sealed class RefusingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public RefusingProxy()
    {
        listener.Start();
        Proxy = new WebProxy(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        serving = ServeAsync();
    }

    public IWebProxy Proxy { get; }

    public string FirstLine { get; private set; } = string.Empty;

    public void Dispose()
    {
        listener.Stop();
        serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var connection = await listener.AcceptTcpClientAsync();
                await RefuseAsync(connection.GetStream());
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task RefuseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var first = await reader.ReadLineAsync() ?? string.Empty;
        if (FirstLine.Length == 0) FirstLine = first;
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
    }
}
