using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing.Rivals;

/// <summary>
/// What TCP BBR would do here: it sends at the highest rate at which answers came in the last ten round trips, times a gain that
/// cycles through 1.25, 0.75 and six times 1 (2.89 to begin with), with at most twice what fits into a round trip under way.
/// </summary>
internal sealed class BottleneckPace : RivalPace
{
    private const double StartGain = 2.885;
    private const int Trips = 10;
    private static readonly double[] Gains = [1.25, 0.75, 1, 1, 1, 1, 1, 1];

    private readonly Queue<double> rates = new();
    private double trip = double.PositiveInfinity;
    private double roundBegan;
    private int throughInRound;
    private int round;
    private double fullRate;
    private int roundsWithoutGrowth;
    private double nextSend;

    private bool IsStarting => roundsWithoutGrowth < 3;

    private double Highest => rates.Count == 0 ? double.PositiveInfinity : rates.Max();

    private double Gain => IsStarting ? StartGain : Gains[round % Gains.Length];

    /// <inheritdoc/>
    protected override double Due(double now)
    {
        if (double.IsPositiveInfinity(Highest)) return UnderWay < 10 ? now : double.PositiveInfinity;
        return UnderWay >= Math.Max(4, (IsStarting ? StartGain : 2) * Highest * trip) ? double.PositiveInfinity : nextSend;
    }

    /// <inheritdoc/>
    protected override void Sent(double now)
    {
        if (!double.IsPositiveInfinity(Highest)) nextSend = Math.Max(nextSend, now - 0.05) + (1 / Math.Max(0.5, Highest * Gain));
    }

    /// <inheritdoc/>
    protected override void Through(double now, Permit permit)
    {
        trip = Math.Min(trip, now - permit.SentAt);
        throughInRound++;
        EndRound(now);
    }

    /// <inheritdoc/>
    protected override void Throttled(double now, Permit permit)
    {
        if (!double.IsPositiveInfinity(trip)) EndRound(now);
    }

    private void EndRound(double now)
    {
        if (now - roundBegan < Math.Max(trip, 0.02)) return;
        // A round in which nothing was asked for, or nothing got through, says nothing about the rate.
        if (throughInRound > 0) rates.Enqueue(throughInRound / (now - roundBegan));
        while (rates.Count > Trips) rates.Dequeue();
        if (Highest > fullRate * 1.25) (fullRate, roundsWithoutGrowth) = (Highest, 0);
        else roundsWithoutGrowth++;
        throughInRound = 0;
        roundBegan = now;
        round++;
    }
}
