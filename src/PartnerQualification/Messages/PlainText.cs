using System.Text;

namespace PartnerQualification;

/// <summary>Makes text from outside fit to be shown: one line, no character that cannot be seen, not too long.</summary>
internal static class PlainText
{
    private const char Ellipsis = '\u2026';

    /// <summary>The text on one line, without characters that cannot be seen, shortened where it is longer than allowed.</summary>
    public static string OneLine(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest) + 2);
        var pendingSpace = false;
        int length;
        for (var index = 0; index < text.Length; index += length)
        {
            length = InvisibleCharacters.Length(text, index);
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

            line.Append(text, index, length);
            if (line.Length > longest)
            {
                line.Length = char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest;
                return line.Append(Ellipsis).ToString();
            }
        }

        return line.ToString();
    }
}
