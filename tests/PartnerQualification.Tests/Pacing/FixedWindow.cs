namespace PartnerQualification.Tests.Pacing;

/// <summary>So many requests in each window; the windows begin at an offset from the first request's time.</summary>
internal sealed class FixedWindow(Func<double, int> limit, double length, double offset = 0) : ILimiter
{
    private double window = double.NegativeInfinity;
    private int count;

    public FixedWindow(int limit, double length, double offset = 0)
        : this(_ => limit, length, offset)
    {
    }

    public double? Refuse(double now)
    {
        var current = Math.Floor((now + offset) / length);
        if (current > window) count = 0;
        window = current;
        return ++count <= limit(now) ? null : ((current + 1) * length) - offset - now;
    }

    /// <summary>From one window's beginning to another's; what is sent before the first beginning comes on top.</summary>
    public double Ideal(int requests)
    {
        var sum = 0;
        for (var start = 0.0; ; start += length)
        {
            sum += limit(start);
            if (sum >= requests) return start;
        }
    }
}
