using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerQualification.Desktop.Loopback;

/// <summary>A web server on loopback that writes exactly the bytes a check gives it, for what the emulator does not do.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly TaskCompletionSource<bool> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<LoopbackRequest, Task> answer;
    private readonly List<string> requests = [];

    public LoopbackServer(Func<LoopbackRequest, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The heads of the requests so far: request line and headers.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests) return [.. requests];
        }
    }

    public void Dispose()
    {
        closed.TrySetResult(true);
        listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The check is over.
        }
    }

    /// <summary>Serves one request on each connection: the end of an answer is the end of the connection.</summary>
    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                var head = await ReadHeadAsync(stream);
                lock (requests) requests.Add(head);
                await answer(new LoopbackRequest(head, stream, closed.Task));
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The client has gone.
            }
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, 0, 1) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) break;
        }

        return head.ToString();
    }
}
