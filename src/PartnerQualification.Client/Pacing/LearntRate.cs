namespace PartnerQualification.Client.Pacing;

/// <summary>
/// What a limiter has shown of its rate. The rate is held for a while, then grows: slowly at first, twice as much with every tick.
/// The oftener the limiter has confirmed it, the longer it is held and the more gently it grows.
/// </summary>
internal sealed class LearntRate
{
    private const int MostConfirmations = 4;
    private const double HeldTicks = 3;
    private const double FirstExcess = 0.1;
    private const double Alike = 0.25;
    private const double DeepestCut = 0.2;
    private const double Unbounded = 1_000_000;

    private double measured;
    private double tick = 1;
    private int confirmations;

    /// <summary>Takes a measurement: how many requests a second the limiter let through from one refusal to the next.</summary>
    /// <param name="rate">The measurement.</param>
    /// <param name="present">The rate that was kept when the limiter refused; nothing for the first refusal.</param>
    /// <param name="period">How long the limiter's window is, in seconds; 0 where it has none.</param>
    public void Learn(double rate, double? present, double period)
    {
        var bounded = present is { } before ? Math.Max(rate, before * DeepestCut) : rate;
        var isAlike = Math.Abs(bounded - measured) <= Alike * measured;
        confirmations = isAlike ? Math.Min(confirmations + 1, MostConfirmations) : 0;
        measured = bounded;
        // A slow limiter needs time to refuse: a tick lasts for some requests at least.
        tick = Math.Max(Math.Max(1, period), 5 / measured);
    }

    /// <summary>The rate to keep, in requests a second.</summary>
    /// <param name="underPressure">For how many seconds requests have been held back by the rate since it was learnt.</param>
    public double After(double underPressure)
    {
        var doubt = 1.0 / (1 << confirmations);
        var growing = (underPressure / tick) - (HeldTicks / doubt);
        if (growing <= 0) return measured;
        return Math.Min(Unbounded, measured * (1 + (FirstExcess * doubt * (Math.Pow(2, growing) - 1))));
    }
}
