using System.Text;

namespace PartnerQualification;

/// <summary>Makes text from outside fit to be shown: one line, no control characters, not too long.</summary>
internal static class PlainText
{
    private const char Ellipsis = '\u2026';

    /// <summary>The text on one line, without control characters, shortened where it is longer than allowed.</summary>
    public static string OneLine(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest) + 1);
        var pendingSpace = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                pendingSpace = line.Length > 0;
                continue;
            }

            // Format characters (direction overrides, zero-width marks) can make a line read as what it is not.
            if (char.IsControl(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format) continue;

            if (pendingSpace)
            {
                line.Append(' ');
                pendingSpace = false;
            }

            line.Append(character);
            if (line.Length > longest)
            {
                line.Length = char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest;
                return line.Append(Ellipsis).ToString();
            }
        }

        return line.ToString();
    }
}
