using System.Net;
using System.Text;

namespace PartnerQualification.Client;

/// <summary>Makes text of the service, or of a proxy in front of it, safe to show: no markup, no control characters, no secret, not too long.</summary>
internal static class TextSanitizer
{
    // Longer text is cut before it is cleaned: nobody reads that far, and what follows does not change the beginning.
    private const int LongestLookedAt = 20_000;

    // Elements whose content is not shown by a browser.
    private static readonly string[] Hidden = ["script", "style"];

    public static string Clean(string text, int longest)
    {
        if (text.Length > LongestLookedAt) text = text.Substring(0, LongestLookedAt);
        if (text.IndexOf('<') >= 0 || text.IndexOf('&') >= 0) text = WithoutMarkup(text);
        return PlainText.OneLine(Redaction.Text(text), longest);
    }

    /// <summary>The first characters of a body that could not be read.</summary>
    public static string Beginning(ReadOnlyMemory<byte> body, int longest)
    {
        var bytes = WireReader.WithoutByteOrderMark(body);
        return Clean(Encoding.UTF8.GetString(bytes.Slice(0, Math.Min(bytes.Length, LongestLookedAt)).ToArray()), longest);
    }

    /// <summary>Takes tags out. Entities become characters first, so that none turns into a tag afterwards.</summary>
    private static string WithoutMarkup(string markup)
    {
        var text = WebUtility.HtmlDecode(markup);
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (IsTag(text, index))
            {
                index = EndOfTag(text, index);
                plain.Append(' ');
            }
            else
            {
                plain.Append(text[index]);
            }
        }

        return plain.ToString();
    }

    private static bool IsTag(string text, int index) =>
        text[index] == '<' && index + 1 < text.Length && (char.IsLetter(text[index + 1]) || text[index + 1] is '/' or '!' or '?');

    private static int EndOfTag(string text, int index)
    {
        var element = Array.Find(Hidden, name => string.Compare(text, index + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0);
        if (element is not null) index = text.IndexOf("</" + element, index, StringComparison.OrdinalIgnoreCase);
        var end = index < 0 ? -1 : text.IndexOf('>', index);
        return end < 0 ? text.Length - 1 : end;
    }
}
