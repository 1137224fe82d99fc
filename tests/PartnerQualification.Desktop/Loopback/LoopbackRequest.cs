using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace PartnerQualification.Desktop.Loopback;

/// <summary>A request that the loopback server has received, and the ways to answer it.</summary>
/// <param name="head">The request line and the headers.</param>
/// <param name="stream">Where to answer.</param>
/// <param name="closed">Ends when the server is closed.</param>
internal sealed class LoopbackRequest(string head, NetworkStream stream, Task closed)
{
    private const int MoreThanBuffered = 32 * 1024 * 1024;

    public string Head => head;

    /// <summary>Answers with a body in full.</summary>
    public Task AnswerAsync(string body, params string[] headers) => AnswerAsync(200, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Answers with a compressed body.</summary>
    public Task AnswerCompressedAsync(byte[] body) => AnswerAsync(200, Compress(body), ["Content-Encoding: gzip"]);

    /// <summary>Answers with a status and no body.</summary>
    public Task AnswerAsync(int status, params string[] headers) => AnswerAsync(status, [], headers);

    /// <summary>Begins an answer and does not end it until the server is closed.</summary>
    /// <param name="begun">Completed when the client reads the body: more was sent before than the buffers between the two hold.</param>
    public async Task HangInBodyAsync(Action? begun = null)
    {
        var length = begun is null ? 1000 : 2 * MoreThanBuffered;
        await WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n["));
        if (begun is not null)
        {
            await WriteAsync(new byte[MoreThanBuffered]);
            begun();
        }

        await closed;
    }

    /// <summary>Does not answer, until the server is closed.</summary>
    /// <param name="begun">Completed when the request has been received.</param>
    public Task HangAsync(Action? begun = null)
    {
        begun?.Invoke();
        return closed;
    }

    private async Task AnswerAsync(int status, byte[] body, string[] headers)
    {
        string[] all = [$"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Answer", "Content-Type: application/json", $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}", "Connection: close", .. headers];
        await WriteAsync([.. Encoding.ASCII.GetBytes($"{string.Join("\r\n", all)}\r\n\r\n"), .. body]);
    }

    private async Task WriteAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, 0, bytes.Length);
        await stream.FlushAsync();
    }

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(body, 0, body.Length);
        return compressed.ToArray();
    }
}
