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

    private const string StyleTag = "<link rel=\"stylesheet\" href=\"(?<file>[a-z]+\\.css)\">\n?";

    private const string ScriptTag = "<script src=\"(?<file>[a-z]+\\.js)\"></script>\n?";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The page as it is in the folder.</summary>
    public static string Html() => Read("page.html");

    /// <summary>The style sheets, one after the other, in the order in which the page names them.</summary>
    /// <param name="html">The page.</param>
    public static string Style(string html) => Files(html, StyleTag);

    /// <summary>The scripts, one after the other, in the order in which the page names them.</summary>
    /// <param name="html">The page.</param>
    public static string Script(string html) => Files(html, ScriptTag);

    /// <summary>Puts the style sheets and the scripts into the page, in place of what names their files.</summary>
    /// <param name="html">The page.</param>
    /// <param name="style">The style sheets.</param>
    /// <param name="script">The scripts.</param>
    public static string WithInside(string html, string style, string script) =>
        InPlaceOf(InPlaceOf(html, StyleTag, $"<style>{style}</style>\n"), ScriptTag, $"<script>{script}</script>\n");

    private static string Files(string html, string tag)
    {
        var files = new StringBuilder();
        foreach (Match match in Tags(html, tag)) files.Append(Read(match.Groups["file"].Value));
        return files.ToString();
    }

    /// <summary>The tags stand one after the other; what takes their place stands where they began.</summary>
    private static string InPlaceOf(string html, string tag, string inside)
    {
        var tags = Tags(html, tag);
        var last = tags[tags.Count - 1];
        return html.Substring(0, tags[0].Index) + inside + html.Substring(last.Index + last.Length);
    }

    private static MatchCollection Tags(string html, string tag) => Regex.Matches(html, tag, RegexOptions.ExplicitCapture, Limit);

    private static string Read(string file)
    {
        using var resource = typeof(PageSource).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        // A browser counts line ends so when it compares a script with its hash.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
