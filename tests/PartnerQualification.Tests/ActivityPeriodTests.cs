namespace PartnerQualification.Tests;

public sealed class ActivityPeriodTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 13, 55, 0, TimeSpan.Zero);

    [Fact]
    public void Ninety_days_are_three_windows_without_gap_or_overlap_the_latest_first()
    {
        var windows = ActivityPeriod.Latest(Now).Windows();

        Assert.Equal(
            [("2026-10-26", "2026-11-24"), ("2026-09-26", "2026-10-25"), ("2026-08-27", "2026-09-25")],
            windows.Select(window => (Day(window.First), Day(window.Last))));
        Assert.All(windows, window => Assert.Equal(30, window.Days));
    }

    [Theory]
    [InlineData(1, "2026-11-24 2026-11-24")]
    [InlineData(30, "2026-10-26 2026-11-24")]
    [InlineData(31, "2026-10-26 2026-11-24, 2026-10-25 2026-10-25")]
    public void Last_window_ends_with_the_first_day(int days, string expected) =>
        Assert.Equal(expected, string.Join(", ", ActivityPeriod.Latest(Now, days).Windows().Select(window => $"{Day(window.First)} {Day(window.Last)}")));

    [Fact]
    public void Days_are_those_of_UTC()
    {
        var period = new ActivityPeriod(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.FromHours(-2)));

        Assert.Equal(("2026-11-23", "2026-11-25", 3), (Day(period.First), Day(period.Last), period.Days));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(91)]
    public void More_days_than_are_kept_are_refused(int days) => Assert.Throws<ArgumentOutOfRangeException>(() => ActivityPeriod.Latest(Now, days));

    [Fact]
    public void Last_day_before_the_first_is_refused() => Assert.Throws<ArgumentException>(() => new ActivityPeriod(Now, Now.AddDays(-1)));

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
