namespace PartnerQualification;

/// <summary>Arithmetic with lengths of time of any size: what is out of range becomes the most there is, and never an exception.</summary>
internal static class Lengths
{
    /// <summary>The time a while after another.</summary>
    public static DateTimeOffset After(DateTimeOffset time, TimeSpan length) =>
        length < DateTimeOffset.MaxValue - time ? time + length : DateTimeOffset.MaxValue;

    /// <summary>A length of time, so many times.</summary>
    public static TimeSpan Times(TimeSpan length, double factor) => OfTicks(length.Ticks * factor);

    /// <summary>A length of time of so many seconds.</summary>
    public static TimeSpan OfSeconds(double seconds) => OfTicks(seconds * TimeSpan.TicksPerSecond);

    // The largest number of ticks is no double: the comparison is with the next larger one.
    private static TimeSpan OfTicks(double ticks) => ticks < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
}
