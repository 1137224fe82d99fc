namespace PartnerQualification.Client.Pacing;

/// <summary>How long to wait after a refusal.</summary>
internal static class Backoff
{
    /// <summary>The longest wait of our own making, in seconds.</summary>
    public const double Longest = 60;

    private const double First = 1;

    /// <summary>The wait that the service asks for, in seconds; 0 where it names none.</summary>
    /// <param name="retryAfter">What it says.</param>
    public static double Asked(double? retryAfter) => retryAfter is > 0 ? retryAfter.Value : 0;

    /// <summary>The wait that the service asks for. Where it names none, or has refused again after it, the wait doubles.</summary>
    /// <param name="retryAfter">What the service says, in seconds.</param>
    /// <param name="refusalsInARow">How many times in a row it has refused, this time included.</param>
    public static double Wait(double? retryAfter, int refusalsInARow)
    {
        var asked = Asked(retryAfter);
        return refusalsInARow == 1 && asked > 0 ? asked : Math.Max(asked, Math.Min(Longest, First * Math.Pow(2, refusalsInARow - 1)));
    }
}
