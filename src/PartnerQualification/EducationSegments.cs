using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification;

/// <summary>The two kinds of education customers.</summary>
public static class EducationSegments
{
    /// <summary>Primary and secondary education.</summary>
    public const string K12 = "K12";

    /// <summary>Universities and colleges.</summary>
    public const string HigherEducation = "HigherEducation";

    private const string HigherEd = "HigherEd";

    private static readonly string[] AllNames = [K12, HigherEducation];

    /// <summary>Both segments.</summary>
    public static IReadOnlyList<string> All => AllNames;

    /// <summary>Whether a text means one of the segments: its name in any letter case, with or without blanks and hyphens, as in "K-12", or Higher Ed.</summary>
    /// <param name="name">The text to look at.</param>
    /// <param name="canonical">The segment as the service spells it.</param>
    /// <returns>Whether it is a segment.</returns>
    public static bool TryGet(string? name, [NotNullWhen(true)] out string? canonical)
    {
        canonical = Spelling.Find(AllNames, name) ?? (name is not null && Spelling.AreSame(name, HigherEd) ? HigherEducation : null);
        return canonical is not null;
    }
}
