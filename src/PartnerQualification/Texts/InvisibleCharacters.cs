using System.Globalization;
using System.Text;

namespace PartnerQualification;

/// <summary>Characters that nobody sees in a text: which of them are trimmed, and how the others are shown.</summary>
internal static class InvisibleCharacters
{
    // Often copied along with a text from a page, a mail or a file: zero-width space, joiners, direction marks and the byte order mark.
    private const string Copied = "\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF";

    private const string Quotes = "'\"\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB\u2039\u203A";

    /// <summary>The text without blanks and copied marks around it.</summary>
    public static string Trim(string text) => Trim(text, string.Empty);

    /// <summary>The text without blanks, copied marks and quotation marks around it.</summary>
    public static string TrimWithQuotes(string text) => Trim(text, Quotes);

    /// <summary>The code point of the first character that cannot be seen, as "U+00AD"; nothing where there is none. A plain space is not meant.</summary>
    public static string? FirstIn(string text)
    {
        for (var index = 0; index < text.Length; index += UnitsAt(text, index))
        {
            if (IsInvisible(text, index)) return CodePoint(text, index);
        }

        return null;
    }

    /// <summary>Whether a character cannot be seen, makes others read as what they are not, or is half a character.</summary>
    public static bool IsInvisible(string text, int index)
    {
        if (text[index] is >= ' ' and <= '~') return false;
        return CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
            || IsBlankLetter(Value(text, index));
    }

    /// <summary>The text with every character that cannot be seen written as its code point, such as &lt;U+00AD&gt;.</summary>
    public static string Show(string text) => FirstIn(text) is null ? text : Show(text, IsInvisible);

    /// <summary>The text with every character beyond ASCII written as its code point, and so is what cannot be seen.</summary>
    public static string ShowBeyondAscii(string text) => Show(text, static (whole, index) => whole[index] is < ' ' or > '~');

    /// <summary>How many UTF-16 units the character at an index takes.</summary>
    public static int UnitsAt(string text, int index) => char.IsSurrogatePair(text, index) ? 2 : 1;

    private static string Trim(string text, string besides)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsMeaningless(text[start], besides)) start++;
        while (end > start && IsMeaningless(text[end - 1], besides)) end--;
        return text.Substring(start, end - start);
    }

    private static bool IsMeaningless(char character, string besides) =>
        char.IsWhiteSpace(character) || Copied.IndexOf(character) >= 0 || besides.IndexOf(character) >= 0;

    private static string Show(string text, Func<string, int, bool> isShown)
    {
        var shown = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index += UnitsAt(text, index))
        {
            if (isShown(text, index)) shown.Append('<').Append(CodePoint(text, index)).Append('>');
            else shown.Append(text, index, UnitsAt(text, index));
        }

        return shown.ToString();
    }

    private static string CodePoint(string text, int index) => "U+" + Value(text, index).ToString("X4", CultureInfo.InvariantCulture);

    private static int Value(string text, int index) => char.IsSurrogatePair(text, index) ? char.ConvertToUtf32(text, index) : text[index];

    /// <summary>Whether a character counts as a letter, mark or symbol in Unicode and is drawn as nothing all the same. The soft hyphen is a dash to .NET Framework.</summary>
    private static bool IsBlankLetter(int codePoint) => codePoint is
        0x00AD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);
}
