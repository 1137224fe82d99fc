namespace PartnerQualification;

/// <summary>This part is about following reviews.</summary>
internal static partial class Messages
{
    public const string MaxConcurrentReadsTooFew = "MaxConcurrentReads cannot be used: it is at least 1.";

    public static string TraceNextRound(DateTimeOffset at, TimeSpan wait, bool isPaused) =>
        $"{(isPaused ? "Partner Center asks for a pause. The customers are" : "The customers are")} read again at {TimeOfDay(at)}, in {Duration(wait)}.";

    public static string TracePause(DateTimeOffset at, TimeSpan wait) =>
        $"Partner Center asks for a pause of {Duration(wait)}, which is waited out. Going on at {TimeOfDay(at)}.";
}
