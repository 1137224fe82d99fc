using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerQualification.Tests.Support;

/// <summary>A server on loopback that keeps every request head as it came over the wire, so that an injected second request can be seen.</summary>
public sealed class RawServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly string answer;
    private readonly List<string> heads = [];

    private RawServer(string answer)
    {
        this.answer = answer;
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>The heads of all requests, in the order they came.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (heads) return [.. heads];
        }
    }

    /// <summary>Starts a server that answers every request with a status and JSON, and keeps the connection.</summary>
    public static RawServer Start(string json, string status = "200 OK") =>
        new($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            using (connection)
            {
                using var reader = new StreamReader(connection.GetStream(), Encoding.Latin1);
                while (await ReadHeadAsync(reader) is { } head)
                {
                    lock (heads) heads.Add(head);
                    await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer));
                }
            }
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private static async Task<string?> ReadHeadAsync(StreamReader reader)
    {
        var head = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length == 0) return head.ToString();
            head.Append(line).Append('\n');
        }

        return null;
    }
}
