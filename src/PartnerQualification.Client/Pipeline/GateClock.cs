namespace PartnerQualification.Client;

/// <summary>The time of a gate where requests wait, in seconds since it was made. Not thread-safe: only under the gate's lock.</summary>
internal sealed class GateClock(TimeProvider time)
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly long start = time.GetTimestamp();
    private double latest;

    /// <summary>The time. It never runs back, whatever time provider it comes from.</summary>
    public double Now() => latest = Math.Max(latest, time.GetElapsedTime(start).TotalSeconds);

    /// <summary>A timestamp of the time provider's, in the same seconds.</summary>
    public double At(long timestamp) => time.GetElapsedTime(start, timestamp).TotalSeconds;

    /// <summary>How long a timer has to run: in whole milliseconds, rounded up, because a timer drops the fraction and would fire too early.</summary>
    public static TimeSpan Until(double due, double now)
    {
        if (double.IsPositiveInfinity(due)) return Timeout.InfiniteTimeSpan;
        return TimeSpan.FromMilliseconds(Math.Min(Math.Max(0, Math.Ceiling((due - now) * 1000)), LongestTimer.TotalMilliseconds));
    }
}
