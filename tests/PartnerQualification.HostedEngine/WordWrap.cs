using System.Text;
using System.Text.RegularExpressions;

namespace PartnerQualification.HostedEngine;

/// <summary>Breaks text that is too long for a window between its words.</summary>
public static partial class WordWrap
{
    /// <summary>The text in lines that fit. A word that is longer than a line is left whole.</summary>
    /// <param name="text">The text. Escape sequences take no room.</param>
    /// <param name="width">How many columns a line has.</param>
    public static string Fit(string text, int width) =>
        string.Join(Environment.NewLine, text.Split('\n').Select(line => FitLine(line.TrimEnd('\r'), width)));

    private static string FitLine(string line, int width)
    {
        if (Columns(line) <= width) return line;
        var lines = new StringBuilder();
        var column = 0;
        foreach (var word in line.Split(' '))
        {
            var columns = Columns(word);
            if (column > 0 && column + 1 + columns > width)
            {
                lines.Append(Environment.NewLine);
                column = 0;
            }
            else if (column > 0)
            {
                lines.Append(' ');
                column++;
            }

            lines.Append(word);
            column += columns;
        }

        return lines.ToString();
    }

    private static int Columns(string text) => EscapeSequences().Replace(text, string.Empty).Length;

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EscapeSequences();
}
