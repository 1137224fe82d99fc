namespace PartnerQualification;

/// <summary>
/// When a text means a name, and which name was probably meant. Only what cannot mean anything else is taken: letter case, blanks, dashes
/// and underscores make no difference. What is merely near is never taken, only named in a message.
/// </summary>
internal static class Spelling
{
    private const int MostMistakes = 2;

    private const int ShortestPart = 3;

    /// <summary>The name that a text means; nothing where it means none of them.</summary>
    /// <param name="names">The names, as they are spelt.</param>
    /// <param name="text">The text.</param>
    public static string? Find(IReadOnlyList<string> names, string? text) =>
        text is null ? null
        : names.FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) ?? FindBare(names, Bare(text));

    /// <summary>Whether two texts differ in nothing but letter case, blanks, dashes and underscores.</summary>
    public static bool AreSame(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>A text without blanks, dashes and underscores.</summary>
    public static string Bare(string text)
    {
        var isBare = true;
        foreach (var character in text) isBare &= !IsLeftOut(character);
        return isBare ? text : new string(text.Where(static character => !IsLeftOut(character)).ToArray());
    }

    /// <summary>The name that a text comes near: one with a mistake or two, a beginning, or the initials. Nothing where there is none, or more than one.</summary>
    /// <param name="names">The names, as they are spelt.</param>
    /// <param name="text">The text.</param>
    public static string? Nearest(IReadOnlyList<string> names, string text)
    {
        var bare = Bare(text);
        var near = names.Where(name => IsNear(name, bare)).Take(2).ToArray();
        return near.Length == 1 ? near[0] : null;
    }

    private static string? FindBare(IReadOnlyList<string> names, string bare) =>
        names.FirstOrDefault(name => string.Equals(name, bare, StringComparison.OrdinalIgnoreCase));

    /// <summary>The dashes are those that a text processor makes of a hyphen. The soft hyphen is none of them: nobody sees it.</summary>
    private static bool IsLeftOut(char character) =>
        character is '-' or '_' or (>= '\u2010' and <= '\u2015') or '\u2212' || (char.IsWhiteSpace(character) && !char.IsControl(character));

    private static bool IsNear(string name, string bare) =>
        (bare.Length >= ShortestPart && (name.StartsWith(bare, StringComparison.OrdinalIgnoreCase) || string.Equals(Initials(name), bare, StringComparison.OrdinalIgnoreCase)))
        || (name.Length > 2 * MostMistakes && Mistakes(name.ToUpperInvariant(), bare.ToUpperInvariant()) <= MostMistakes);

    private static string Initials(string name) => new(name.Where(char.IsUpper).ToArray());

    /// <summary>How many characters have to be added, left out or changed to make one text the other; more than are allowed where the lengths say so already.</summary>
    private static int Mistakes(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > MostMistakes) return MostMistakes + 1;
        var before = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var row = 1; row <= one.Length; row++)
        {
            var now = new int[other.Length + 1];
            now[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var changed = before[column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1);
                now[column] = Math.Min(changed, Math.Min(before[column], now[column - 1]) + 1);
            }

            before = now;
        }

        return before[other.Length];
    }
}
