using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// A service of a test's own on loopback, for answers that the sandbox never gives. It writes to the socket, because
/// .NET's own servers refuse a reason phrase that holds control characters.
/// </summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly Func<string, ScriptedAnswer> answer;

    private ScriptedServer(Func<string, ScriptedAnswer> answer)
    {
        this.answer = answer;
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}/");
        _ = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts one.</summary>
    /// <param name="answer">The answer to a request, by its method and target, such as <c>GET /v1/customers</c>.</param>
    public static ScriptedServer Start(Func<string, ScriptedAnswer> answer) => new(answer);

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
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

    /// <summary>Each connection by itself: a session opens one that may carry nothing for a while.</summary>
    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                await AnswerAsync(connection.GetStream());
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream connection)
    {
        using var reader = new StreamReader(connection, Encoding.Latin1, leaveOpen: true);
        if (await reader.ReadLineAsync() is not { } target) return;
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(header.AsSpan(header.IndexOf(':', StringComparison.Ordinal) + 1), provider: null);
        }

        if (length > 0) await reader.ReadBlockAsync(new char[length]);
        var given = answer(target[..target.LastIndexOf(' ')]);
        var body = Encoding.UTF8.GetBytes(given.Body);
        var head = $"HTTP/1.1 {given.Status} {given.Reason}\r\nContent-Type: application/json\r\nX-Note: {given.Reason}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await connection.WriteAsync(Encoding.Latin1.GetBytes(head));
        await connection.WriteAsync(body);
    }
}

/// <summary>What a scripted server answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Reason">The reason phrase; a header carries it too.</param>
/// <param name="Body">The body.</param>
public sealed record ScriptedAnswer(int Status, string Reason, string Body);
