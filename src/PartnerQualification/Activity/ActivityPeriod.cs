namespace PartnerQualification;

/// <summary>The days whose activity records are read: whole days in UTC, the first and the last one included.</summary>
public sealed record ActivityPeriod
{
    /// <summary>How many days back Partner Center keeps activity records, today included.</summary>
    public const int MostDays = 90;

    /// <summary>How many days one request may span.</summary>
    public const int MostDaysAtOnce = 30;

    /// <summary>Creates a period.</summary>
    /// <param name="first">A time on its first day.</param>
    /// <param name="last">A time on its last day.</param>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    public ActivityPeriod(DateTimeOffset first, DateTimeOffset last)
    {
        First = DayOf(first);
        Last = DayOf(last);
        if (Last < First) throw new ArgumentException(Messages.PeriodReversed, nameof(last));
    }

    /// <summary>Its first day, at midnight in UTC.</summary>
    public DateTimeOffset First { get; }

    /// <summary>Its last day, at midnight in UTC. The whole day belongs to it.</summary>
    public DateTimeOffset Last { get; }

    /// <summary>How many days it has.</summary>
    public int Days => (Last - First).Days + 1;

    /// <summary>The latest days, today included.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="days">How many; Partner Center keeps no more than 90.</param>
    /// <returns>The period.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is not from 1 to 90.</exception>
    public static ActivityPeriod Latest(DateTimeOffset now, int days = MostDays) =>
        days is < 1 or > MostDays ? throw new ArgumentOutOfRangeException(nameof(days)) : new ActivityPeriod(now.AddDays(1 - days), now);

    /// <summary>The same days in parts that one request may span, the latest first. No day is in two of them.</summary>
    /// <returns>The parts.</returns>
    public IReadOnlyList<ActivityPeriod> Windows()
    {
        List<ActivityPeriod> windows = [];
        for (var last = Last; last >= First; last = last.AddDays(-MostDaysAtOnce))
        {
            var first = last.AddDays(1 - MostDaysAtOnce);
            windows.Add(new ActivityPeriod(first < First ? First : first, last));
        }

        return windows;
    }

    private static DateTimeOffset DayOf(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);
}
