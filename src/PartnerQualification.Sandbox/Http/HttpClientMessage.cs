namespace PartnerQualification.Sandbox.Http;

/// <summary>A message that an HTTP client sent.</summary>
internal sealed class HttpClientMessage(HttpRequestMessage request, ReadOnlyMemory<byte> body) : ISandboxMessage
{
    public string Method => request.Method.Method;

    public string Path => request.RequestUri?.AbsolutePath ?? "/";

    public string Query => request.RequestUri?.Query ?? string.Empty;

    public string? ContentType => request.Content?.Headers.ContentType?.MediaType;

    public ReadOnlyMemory<byte> Body => body;

    public string? Header(string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
