using System.Text;

namespace PartnerQualification;

/// <summary>
/// Makes text from outside fit to be shown: without control characters, which a console obeys instead of showing them,
/// and without format characters (direction overrides, zero-width marks), which make a line read as what it is not.
/// </summary>
internal static class PlainText
{
    private const char Ellipsis = '\u2026';

    /// <summary>The text on one line, shortened where it is longer than allowed.</summary>
    public static string OneLine(string text, int longest = int.MaxValue)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest) + 2);
        var pendingSpace = false;
        int units;
        for (var index = 0; index < text.Length; index += units)
        {
            units = InvisibleCharacters.UnitsAt(text, index);
            if (char.IsWhiteSpace(text[index]))
            {
                pendingSpace = line.Length > 0;
                continue;
            }

            // Direction overrides and zero-width marks can make a line read as what it is not.
            if (InvisibleCharacters.IsInvisible(text, index)) continue;

            if (pendingSpace)
            {
                line.Append(' ');
                pendingSpace = false;
            }

            line.Append(text, index, units);
            if (line.Length > longest)
            {
                line.Length = char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest;
                return line.Append(Ellipsis).ToString();
            }
        }

        return line.ToString();
    }

    /// <summary>The text with its lines as they are: for what is shown whole. A lone carriage return would write over its line, so only line feeds stay.</summary>
    public static string Lines(string text)
    {
        var lines = new StringBuilder(text.Length);
        int units;
        for (var index = 0; index < text.Length; index += units)
        {
            units = InvisibleCharacters.UnitsAt(text, index);
            if (text[index] == '\n' || !InvisibleCharacters.IsInvisible(text, index)) lines.Append(text, index, units);
            else if (char.IsWhiteSpace(text[index]) && text[index] != '\r') lines.Append(' ');
        }

        return lines.ToString();
    }
}
