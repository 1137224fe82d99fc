using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Emulator.Http;

/// <summary>A message that came in through Kestrel.</summary>
internal sealed class KestrelMessage(HttpRequest request, ReadOnlyMemory<byte> body) : ISandboxMessage
{
    public string Method => request.Method;

    public string Path => request.Path.Value ?? "/";

    public string Query => request.QueryString.Value ?? string.Empty;

    public string? ContentType => request.ContentType;

    public ReadOnlyMemory<byte> Body => body;

    public static async Task<KestrelMessage> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding")) return new KestrelMessage(request, default);

        using var stream = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(stream, cancellationToken);
        return new KestrelMessage(request, stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }

    public string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
