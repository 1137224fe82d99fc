namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Lists whose order does not matter.</summary>
internal static class Sequence
{
    /// <summary>The texts, sorted.</summary>
    /// <param name="texts">The texts.</param>
    public static IReadOnlyList<string> Sorted(this IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];
}
