using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing.Rivals;

/// <summary>
/// Additive increase, multiplicative decrease of how many may be under way, by the usual values of Netflix's concurrency-limits
/// (20 to begin with, one more with each answer while at least half are in use, nine tenths after a refusal), but down to one.
/// </summary>
internal sealed class AimdPace : RivalPace
{
    private const double Backoff = 0.9;
    private double limit = 20;

    /// <inheritdoc/>
    protected override double Due(double now) => UnderWay < Math.Max(1, Math.Floor(limit)) ? now : double.PositiveInfinity;

    /// <inheritdoc/>
    protected override void Through(double now, Permit permit)
    {
        if ((UnderWay + 1) * 2 >= limit) limit = Math.Min(200, limit + 1);
    }

    /// <inheritdoc/>
    protected override void Throttled(double now, Permit permit) => limit = Math.Max(1, limit * Backoff);
}
