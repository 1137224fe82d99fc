namespace PartnerQualification;

/// <summary>What Microsoft's purchase rules say of customers: what can be sold to them, and what cannot.</summary>
internal static class PurchaseRules
{
    /// <summary>The rules that are listed, those of the two pairs included.</summary>
    public static IReadOnlyList<PurchaseRule> All { get; } =
    [
        new([], "commercial", "nonprofit, education, GCC"),
        new([Qualifications.Education], "commercial, education", "nonprofit, GCC"),
        new([Qualifications.GovernmentCommunityCloud], "GCC only", "nonprofit, education, commercial"),
        new([Qualifications.StateOwnedEntity], "commercial", "nonprofit, education, GCC"),
        new([Qualifications.Education, Qualifications.StateOwnedEntity], "commercial, education", "nonprofit, GCC"),
        new([Qualifications.StateOwnedEntity, Qualifications.GovernmentCommunityCloud], "GCC only", "nonprofit, education, commercial"),
    ];
}

/// <summary>What can be sold to the customers who hold certain qualifications, and no other.</summary>
/// <param name="Held">The qualifications; none for a commercial customer.</param>
/// <param name="Can">What can be sold.</param>
/// <param name="Cannot">What cannot.</param>
internal sealed record PurchaseRule(IReadOnlyList<string> Held, string Can, string Cannot)
{
    /// <summary>The qualifications as one text, joined by a plus sign; empty where there is none.</summary>
    public string Name => string.Join("+", Held);
}
