using System.Net;
using System.Text;

namespace PartnerQualification.Tests.Support;

/// <summary>Answers from a list, one step for each request and the last one again and again; keeps the requests.</summary>
public sealed class ScriptedTransport(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] steps) : HttpMessageHandler
{
    private readonly List<SentRequest> sent = [];

    public bool IsDisposed { get; private set; }

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (sent) return [.. sent];
        }
    }

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(int status, string body = "", Action<HttpResponseMessage>? adorn = null) =>
        AnswerBytes(status, Encoding.UTF8.GetBytes(body), adorn);

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> AnswerBytes(int status, byte[] body, Action<HttpResponseMessage>? adorn = null) => (_, _) =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        adorn?.Invoke(answer);
        return Task.FromResult(answer);
    };

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> AnswerStream(int status, Stream body) => (_, _) =>
        Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(body) });

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Throw(Func<Exception> exception) => (_, _) =>
        Task.FromException<HttpResponseMessage>(exception());

    /// <summary>Never answers; ends only when the request is cancelled.</summary>
    public static async Task<HttpResponseMessage> Hang(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("Nothing ends an endless wait but its token.");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        int index;
        lock (sent)
        {
            index = Math.Min(sent.Count, steps.Length - 1);
            sent.Add(new SentRequest(request.Method.Method, request.RequestUri!.AbsoluteUri, headers, body));
        }

        return await steps[index](request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}

/// <summary>A request as it left.</summary>
public sealed record SentRequest(string Method, string Address, IReadOnlyDictionary<string, string> Headers, string? Body);
