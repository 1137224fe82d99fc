using System.Net;
using System.Text;

namespace PartnerQualification.Report;

/// <summary>
/// Writes the page: its source with style sheet and scripts inside, a policy that lets nothing else run or load, the sentence
/// for those without scripts, and the data as they are. The same data make the same bytes. See docs/decisions/0026-report-page.md.
/// </summary>
internal static class ReportPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="sentence">The sentence that the report begins with.</param>
    /// <param name="data">The data, as JSON in which each &lt; is escaped. They are copied in pieces, and never held.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">The data hold a &lt;, with which they could end their element and begin another.</exception>
    public static async Task WriteAsync(Stream page, string sentence, Stream data, CancellationToken cancellationToken)
    {
        var html = PageSource.Html();
        var style = PageSource.Style(html);
        var script = PageSource.Script(html);
        html = PageSource.WithInside(html, style, script)
            .Replace(PageSource.Policy, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(style, script)}\">")
            .Replace(PageSource.Sentence, WebUtility.HtmlEncode(sentence));

        var dataStart = html.IndexOf(PageSource.DataStart, StringComparison.Ordinal) + PageSource.DataStart.Length;
        await WriteAsync(page, html.Substring(0, dataStart), cancellationToken).ConfigureAwait(false);
        await CopyAsync(data, page, cancellationToken).ConfigureAwait(false);
        await WriteAsync(page, html.Substring(html.IndexOf(PageSource.DataEnd, dataStart, StringComparison.Ordinal)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing may run or load but this style sheet and these scripts, and no text may become markup.</summary>
    private static string Policy(string style, string script) =>
        $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(Sha256.Of(text))}";

    private static async Task CopyAsync(Stream data, Stream page, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        int count;
#pragma warning disable CA1835 // Streams of .NET Standard 2.0 know no Memory.
        while ((count = await data.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (Array.IndexOf(buffer, (byte)'<', 0, count) >= 0) throw new InvalidDataException("The report's data hold a '<' that is not escaped, and cannot be put into a page.");
            await page.WriteAsync(buffer, 0, count, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(Stream page, string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return page.WriteAsync(bytes, 0, bytes.Length, cancellationToken);
    }
#pragma warning restore CA1835
}
