namespace PartnerQualification.Desktop;

/// <summary>The runtime that this program runs on.</summary>
internal static class Framework
{
    public static bool IsMono { get; } = Type.GetType("Mono.Runtime") is not null;
}
