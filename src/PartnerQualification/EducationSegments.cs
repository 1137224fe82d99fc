using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification;

/// <summary>The two kinds of education customers.</summary>
public static class EducationSegments
{
    /// <summary>Primary and secondary education.</summary>
    public const string K12 = "K12";

    /// <summary>Universities and colleges.</summary>
    public const string HigherEducation = "HigherEducation";

    private static readonly string[] AllNames = [K12, HigherEducation];

    /// <summary>Both segments.</summary>
    public static IReadOnlyList<string> All => AllNames;

    /// <summary>Whether a text is, in any letter case, one of the segments.</summary>
    /// <param name="name">The text to look at.</param>
    /// <param name="canonical">The segment as the service spells it.</param>
    /// <returns>Whether it is a segment.</returns>
    public static bool TryGet(string? name, [NotNullWhen(true)] out string? canonical)
    {
        canonical = Array.Find(AllNames, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        return canonical is not null;
    }
}
