namespace PartnerQualification;

/// <summary>Which qualifications Microsoft's purchase rules list beside one another. Any other pair is unheard of.</summary>
internal static class QualificationPairs
{
    /// <summary>Whether a pair is listed. One qualification is no pair, and of a name that this version does not know nothing can be said.</summary>
    public static bool IsListed(string one, string other)
    {
        if (Is(one, other) || Is(other, Qualifications.None) || !IsKnown(one) || !IsKnown(other)) return true;
        return HasStateOwned(one, other) && !Is(one, Qualifications.Nonprofit) && !Is(other, Qualifications.Nonprofit);
    }

    /// <summary>The two listed pairs, Education and State-owned, and State-owned and the Government Community Cloud, have this one in common.</summary>
    private static bool HasStateOwned(string one, string other) => Is(one, Qualifications.StateOwnedEntity) || Is(other, Qualifications.StateOwnedEntity);

    private static bool IsKnown(string name) => Qualifications.All.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool Is(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);
}
