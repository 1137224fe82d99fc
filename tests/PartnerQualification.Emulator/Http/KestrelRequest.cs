using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Emulator.Http;

/// <summary>A request that Kestrel received.</summary>
internal sealed class KestrelRequest(HttpRequest request, ReadOnlyMemory<byte> body) : ISandboxRequest
{
    public string Method => request.Method;

    public string Path => request.Path.Value ?? "/";

    public string Query => request.QueryString.Value ?? string.Empty;

    public string? ContentType => request.ContentType;

    public ReadOnlyMemory<byte> Body => body;

    public static async Task<KestrelRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding")) return new KestrelRequest(request, default);

        using var stream = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(stream, cancellationToken);
        return new KestrelRequest(request, stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }

    public string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
