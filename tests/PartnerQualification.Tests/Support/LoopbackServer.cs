using System.Net;
using System.Net.Sockets;

namespace PartnerQualification.Tests.Support;

/// <summary>A web server of a test's own on loopback, for what the emulator does not do.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener;
    private readonly Action<HttpListenerContext> answer;
    private int requests;

    private LoopbackServer(Uri address, Action<HttpListenerContext> answer)
    {
        Address = address;
        this.answer = answer;
        listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public int Requests => Volatile.Read(ref requests);

    public static LoopbackServer Start(Action<HttpListenerContext> answer)
    {
        // The port was free a moment ago; another process may have taken it since.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new LoopbackServer(new Uri($"http://127.0.0.1:{FreePort()}/"), answer);
            }
            catch (HttpListenerException) when (attempt < 5)
            {
            }
        }
    }

    public void Dispose() => ((IDisposable)listener).Dispose();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, port: 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                Interlocked.Increment(ref requests);
                answer(context);
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
