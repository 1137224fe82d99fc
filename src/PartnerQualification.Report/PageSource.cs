using System.Text;
using System.Text.RegularExpressions;

namespace PartnerQualification.Report;

/// <summary>The page's source, which a browser can open as it is in the folder, and where in it something is put in.</summary>
internal static class PageSource
{
    /// <summary>Where the security policy is written.</summary>
    public const string Policy = "<!-- policy -->";

    /// <summary>Where the sentence is written.</summary>
    public const string Sentence = "<!-- sentence -->";

    /// <summary>What the data stand between.</summary>
    public const string DataStart = "<script type=\"application/json\" id=\"data\">", DataEnd = "</script>";

    private const string StyleSheet = "<link rel=\"stylesheet\" href=\"page.css\">";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The page as it is in the folder.</summary>
    public static string Html() => Read("page.html");

    /// <summary>The style sheet.</summary>
    public static string Style() => Read("page.css");

    /// <summary>The scripts, one after the other, in the order in which the page names them.</summary>
    /// <param name="html">The page.</param>
    public static string Script(string html)
    {
        var script = new StringBuilder();
        foreach (Match tag in ScriptTags(html)) script.Append(Read(tag.Groups["file"].Value));
        return script.ToString();
    }

    /// <summary>Puts the style sheet and the scripts into the page, in place of what names their files.</summary>
    /// <param name="html">The page.</param>
    /// <param name="style">The style sheet.</param>
    /// <param name="script">The scripts.</param>
    public static string WithInside(string html, string style, string script)
    {
        var tags = ScriptTags(html);
        var first = tags[0].Index;
        var last = tags[tags.Count - 1];
        return (html.Substring(0, first) + $"<script>{script}</script>" + html.Substring(last.Index + last.Length))
            .Replace(StyleSheet, $"<style>{style}</style>");
    }

    private static MatchCollection ScriptTags(string html) => Regex.Matches(html, "<script src=\"(?<file>[a-z-]+\\.js)\"></script>", RegexOptions.ExplicitCapture, Limit);

    private static string Read(string file)
    {
        using var resource = typeof(PageSource).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        // A browser counts line ends so when it compares a script with its hash.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
