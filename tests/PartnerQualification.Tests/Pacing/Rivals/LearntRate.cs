namespace PartnerQualification.Tests.Pacing.Rivals;

/// <summary>
/// What a limiter has shown of its rate. The rate is held for a while, then grows: slowly at first, faster and faster while nothing is refused.
/// A measurement that is trusted is held for long and grows gently, because every refusal costs; one that is doubted is soon put to the test.
/// </summary>
internal sealed class LearntRate
{
    private const int MostConfirmations = 2;
    private const double Alike = 0.25;
    private const double DeepestCut = 0.2;
    private const double CutAfterGrowth = 0.6;
    private const double Forgetting = 0.95;
    private const double Unbounded = 1_000_000;

    // In ticks, and as a share of the rate.
    private const double HeldWhenTrusted = 15;
    private const double HeldWhenDoubted = 3;
    private const double ExcessWhenTrusted = 0.02;
    private const double ExcessWhenDoubted = 0.2;
    private const double DoublingWhenTrusted = 8;
    private const double DoublingWhenDoubted = 1.5;

    private double measured;
    private double highest;
    private double tick = 1;
    private double hold;
    private int confirmations;
    private bool isDoubted;

    /// <summary>Takes a measurement: how many requests a second the limiter let through from one refusal to the next.</summary>
    /// <param name="rate">The measurement.</param>
    /// <param name="underPressure">For how many seconds requests had been held back by the rate that was learnt before.</param>
    /// <param name="period">How long the limiter's window is, in seconds; 0 where it has none.</param>
    /// <param name="isDoubtful">Whether little speaks for the measurement.</param>
    public void Learn(double rate, double underPressure, double period, bool isDoubtful)
    {
        var learnt = Bounded(rate, underPressure);
        confirmations = Math.Abs(learnt - measured) <= Alike * measured ? Math.Min(confirmations + 1, MostConfirmations) : 0;
        measured = learnt;
        highest = Math.Max(measured, highest * Forgetting);
        // Two measurements alike confirm each other. A rate that was much higher a while ago may be so again.
        isDoubted = (isDoubtful && confirmations == 0) || measured < highest / 2;
        // A slow limiter needs time to refuse: a tick lasts for some requests at least.
        tick = Math.Max(Math.Max(1, period), 5 / measured);
        hold = isDoubted ? HeldWhenDoubted : HeldWhenTrusted * (1 << confirmations);
    }

    /// <summary>The rate to keep, in requests a second.</summary>
    /// <param name="underPressure">For how many seconds requests have been held back by the rate since it was learnt.</param>
    public double After(double underPressure)
    {
        var growing = (underPressure / tick) - hold;
        if (growing <= 0) return measured;
        var (excess, doubling) = isDoubted ? (ExcessWhenDoubted, DoublingWhenDoubted) : (ExcessWhenTrusted, DoublingWhenTrusted);
        return Math.Min(Unbounded, measured * (1 + (excess * Math.Pow(2, growing / doubling))));
    }

    /// <summary>A rate that was held for its whole time without a refusal is not too high. Any other is cut, but by a single refusal only so far.</summary>
    private double Bounded(double rate, double underPressure)
    {
        if (measured <= 0) return rate;
        var wasHeld = underPressure >= hold * tick;
        var present = After(underPressure);
        return Math.Max(rate, wasHeld ? Math.Max(measured, present * CutAfterGrowth) : present * DeepestCut);
    }
}
