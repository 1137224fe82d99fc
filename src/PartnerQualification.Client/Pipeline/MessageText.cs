using System.Text;

namespace PartnerQualification.Client;

/// <summary>A message of HTTP as text, for the trace: headers and body, without secrets.</summary>
internal static class MessageText
{
    private const int LongestBody = 8000;

    public static async Task<string> OfAsync(HttpRequestMessage request)
    {
        var text = new StringBuilder().Append(request.Method.Method).Append(' ').Append(request.RequestUri);
        AppendHeaders(text, request.Headers);
        await AppendContentAsync(text, request.Content).ConfigureAwait(false);
        return text.ToString();
    }

    public static async Task<string> OfAsync(HttpResponseMessage answer)
    {
        var text = new StringBuilder().Append((int)answer.StatusCode).Append(' ').Append(answer.ReasonPhrase);
        AppendHeaders(text, answer.Headers);
        await AppendContentAsync(text, answer.Content).ConfigureAwait(false);
        return text.ToString();
    }

    private static void AppendHeaders(StringBuilder text, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        foreach (var header in headers)
        {
            text.Append('\n').Append(header.Key).Append(": ").Append(Redaction.Header(header.Key, string.Join(", ", header.Value)));
        }
    }

    private static async Task AppendContentAsync(StringBuilder text, HttpContent? content)
    {
        if (content is null) return;
        AppendHeaders(text, content.Headers);
        var body = Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync().ConfigureAwait(false));
        if (body.Length > 0) text.Append("\n\n").Append(Redaction.Text(body.Length > LongestBody ? body.Substring(0, LongestBody) + '\u2026' : body));
    }
}
