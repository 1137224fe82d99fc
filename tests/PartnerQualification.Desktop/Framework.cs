namespace PartnerQualification.Desktop;

/// <summary>What runs this program.</summary>
internal static class Framework
{
    public static bool IsMono { get; } = Type.GetType("Mono.Runtime") is not null;
}
