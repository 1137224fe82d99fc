using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PartnerQualification;

/// <summary>The names Partner Center gives to qualifications. What the service may add later is kept as text, so these are names and not an enumeration.</summary>
public static class Qualifications
{
    /// <summary>No qualification. Can be read, never set.</summary>
    public const string None = "None";

    /// <summary>A school, a university, a library or a museum. Reviewed before it is granted.</summary>
    public const string Education = "Education";

    /// <summary>A charity. Can be read, never set through this API.</summary>
    public const string Nonprofit = "Nonprofit";

    /// <summary>A tenant of the United States' Government Community Cloud. Needs a validation code.</summary>
    public const string GovernmentCommunityCloud = "GovernmentCommunityCloud";

    /// <summary>An entity that a state owns.</summary>
    public const string StateOwnedEntity = "StateOwnedEntity";

    private const string Gcc = "GCC";

    private static readonly string[] AllNames = [None, Education, Nonprofit, GovernmentCommunityCloud, StateOwnedEntity];

    private static readonly string[] SettableNames = [Education, GovernmentCommunityCloud, StateOwnedEntity];

    /// <summary>Every qualification that is known today, in the order of the service's own numbering.</summary>
    public static IReadOnlyList<string> All => AllNames;

    /// <summary>The qualifications a partner can request.</summary>
    public static IReadOnlyList<string> Settable => SettableNames;

    /// <summary>
    /// Whether a text means a qualification that can be requested: its name in any letter case, with or without blanks and hyphens, as in
    /// "State-owned entity", or GCC.
    /// </summary>
    /// <param name="name">The text to look at.</param>
    /// <param name="canonical">The name as the service spells it.</param>
    /// <returns>Whether it can be requested.</returns>
    public static bool TryGetSettable(string? name, [NotNullWhen(true)] out string? canonical)
    {
        canonical = Find(SettableNames, name);
        return canonical is not null;
    }

    /// <summary>The name that this version knows and a text means; nothing where it is none.</summary>
    internal static string? Find(string? text) => Find(AllNames, text);

    /// <summary>The service's own number of a known qualification.</summary>
    internal static byte NumberOf(string name) => (byte)Array.IndexOf(AllNames, name);

    /// <summary>The name of a qualification, also where the service wrote its number; any other text as it is.</summary>
    internal static string NameOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < AllNames.Length ? AllNames[number] : text;

    private static string? Find(string[] names, string? text) => Spelling.Find(names, text) ?? (text is not null && Spelling.AreSame(text, Gcc) ? GovernmentCommunityCloud : null);
}
