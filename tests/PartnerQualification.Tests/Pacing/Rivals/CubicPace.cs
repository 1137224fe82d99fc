using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing.Rivals;

/// <summary>
/// The adaptive retry mode of the AWS SDKs: a token bucket whose rate follows TCP CUBIC, by the constants in their specification
/// (beta 0.7, scale 0.4, smoothing 0.8, half-second buckets, at least 0.5 a second).
/// </summary>
internal sealed class CubicPace : RivalPace
{
    private const double Beta = 0.7;
    private const double Scale = 0.4;
    private const double Smooth = 0.8;
    private const double LeastRate = 0.5;
    private const double LeastCapacity = 1;
    private const double BucketsInASecond = 2;

    private bool isOn;
    private double fillRate;
    private double capacity;
    private double tokens;
    private double filledAt;
    private double measured;
    private double bucket;
    private int inBucket;
    private double highest;
    private double throttledAt;
    private double window;

    /// <inheritdoc/>
    protected override double Due(double now)
    {
        if (!isOn) return now;
        Fill(now);
        return tokens >= 1 ? now : now + ((1 - tokens) / fillRate);
    }

    /// <inheritdoc/>
    protected override void Sent(double now)
    {
        if (isOn) tokens -= 1;
    }

    /// <inheritdoc/>
    protected override void Through(double now, Permit permit)
    {
        Measure(now);
        window = Math.Cbrt(highest * (1 - Beta) / Scale);
        Update(now, (Scale * Math.Pow(now - throttledAt - window, 3)) + highest);
    }

    /// <inheritdoc/>
    protected override void Throttled(double now, Permit permit)
    {
        Measure(now);
        var used = isOn ? Math.Min(measured, fillRate) : measured;
        highest = used;
        throttledAt = now;
        isOn = true;
        Update(now, used * Beta);
    }

    private void Update(double now, double rate)
    {
        rate = Math.Min(rate, 2 * measured);
        Fill(now);
        fillRate = Math.Max(rate, LeastRate);
        capacity = Math.Max(rate, LeastCapacity);
        tokens = Math.Min(tokens, capacity);
    }

    private void Fill(double now)
    {
        if (isOn) tokens = Math.Min(capacity, tokens + ((now - filledAt) * fillRate));
        filledAt = now;
    }

    private void Measure(double now)
    {
        var current = Math.Floor(now * BucketsInASecond) / BucketsInASecond;
        inBucket++;
        if (current <= bucket) return;
        measured = (inBucket / (current - bucket) * Smooth) + (measured * (1 - Smooth));
        inBucket = 0;
        bucket = current;
    }
}
