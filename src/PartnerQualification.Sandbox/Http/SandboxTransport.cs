using System.Net;
using System.Net.Http.Headers;

namespace PartnerQualification.Sandbox.Http;

/// <summary>Connects an HttpClient with the sandbox, without a network.</summary>
internal sealed class SandboxTransport(SandboxService service, SandboxDials dials, TimeProvider time) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await ReadAsync(request.Content, cancellationToken).ConfigureAwait(false);
        var answer = service.Answer(new HttpClientRequest(request, body));
        var latency = dials.Latency;
        if (latency > TimeSpan.Zero) await Delay(latency, cancellationToken).ConfigureAwait(false);
        return Response(answer, request);
    }

    private static HttpResponseMessage Response(SandboxResponse answer, HttpRequestMessage request)
    {
        var content = new ByteArrayContent(answer.Body);
        if (answer.Body.Length > 0) content.Headers.ContentType = MediaTypeHeaderValue.Parse(SandboxResponse.ContentType);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = content, RequestMessage = request };
        foreach (var header in answer.Headers())
        {
            // Allow is a header of the content to HttpClient.
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value)) content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return response;
    }

#if NETSTANDARD2_0
    private static Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsByteArrayAsync();
    }

    private Task Delay(TimeSpan latency, CancellationToken cancellationToken) => time.Delay(latency, cancellationToken);
#else
    private static Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsByteArrayAsync(cancellationToken);

    private Task Delay(TimeSpan latency, CancellationToken cancellationToken) => Task.Delay(latency, time, cancellationToken);
#endif

    private sealed class HttpClientRequest(HttpRequestMessage request, ReadOnlyMemory<byte> body) : ISandboxRequest
    {
        public string Method => request.Method.Method;

        public string Path => request.RequestUri?.AbsolutePath ?? "/";

        public string Query => request.RequestUri?.Query ?? string.Empty;

        public string? ContentType => request.Content?.Headers.ContentType?.MediaType;

        public ReadOnlyMemory<byte> Body => body;

        public string? Header(string name) =>
            request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
    }
}
