namespace PartnerQualification;

/// <summary>Arithmetic with durations of any size: what is out of range becomes the largest there is, and never an exception.</summary>
internal static class Durations
{
    /// <summary>The time so long after another.</summary>
    public static DateTimeOffset After(DateTimeOffset time, TimeSpan duration) =>
        duration < DateTimeOffset.MaxValue - time ? time + duration : DateTimeOffset.MaxValue;

    /// <summary>A duration, so many times.</summary>
    public static TimeSpan Times(TimeSpan duration, double factor) => OfTicks(duration.Ticks * factor);

    /// <summary>A duration of so many seconds.</summary>
    public static TimeSpan OfSeconds(double seconds) => OfTicks(seconds * TimeSpan.TicksPerSecond);

    // As a double, long.MaxValue is rounded up to a number that does not fit into a long any more: everything from there on is too large.
    private static TimeSpan OfTicks(double ticks) => ticks < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
}
