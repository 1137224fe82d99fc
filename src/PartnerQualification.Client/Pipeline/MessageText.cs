using System.Text;

namespace PartnerQualification.Client;

/// <summary>A message of HTTP as text, for the trace: headers and body, without secrets, and without control characters but for the line ends of the body.</summary>
internal static class MessageText
{
    private const int LongestBody = 8000;

    public static async Task<string> OfAsync(HttpRequestMessage request)
    {
        var text = new StringBuilder().Append(request.Method.Method).Append(' ').Append(Redaction.Text(request.RequestUri!.AbsoluteUri));
        AppendHeaders(text, request.Headers);
        await AppendContentAsync(text, request.Content).ConfigureAwait(false);
        return text.ToString();
    }

    public static async Task<string> OfAsync(HttpResponseMessage answer)
    {
        var text = new StringBuilder().Append((int)answer.StatusCode).Append(' ').Append(PlainText.OneLine(answer.ReasonPhrase ?? string.Empty));
        AppendHeaders(text, answer.Headers);
        await AppendContentAsync(text, answer.Content).ConfigureAwait(false);
        return text.ToString();
    }

    private static void AppendHeaders(StringBuilder text, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        foreach (var header in headers)
        {
            text.Append('\n').Append(header.Key).Append(": ").Append(Redaction.Header(header.Key, PlainText.OneLine(string.Join(", ", header.Value))));
        }
    }

    private static async Task AppendContentAsync(StringBuilder text, HttpContent? content)
    {
        if (content is null) return;
        AppendHeaders(text, content.Headers);
        var body = Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync().ConfigureAwait(false));
        if (body.Length > 0) text.Append("\n\n").Append(Redaction.Text(PlainText.Lines(body.Length > LongestBody ? body.Substring(0, LongestBody) + '\u2026' : body)));
    }
}
