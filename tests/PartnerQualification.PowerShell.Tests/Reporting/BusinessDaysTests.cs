using System.Globalization;

namespace PartnerQualification.PowerShell.Tests.Reporting;

/// <summary>Monday to Friday in UTC; the first day does not count, and today does.</summary>
public sealed class BusinessDaysTests
{
    [Theory]
    [InlineData("2026-11-27T08:00Z", "2026-11-27T20:00Z", 0)]
    [InlineData("2026-11-27T08:00Z", "2026-11-28T08:00Z", 0)]
    [InlineData("2026-11-27T08:00Z", "2026-11-29T23:59Z", 0)]
    [InlineData("2026-11-27T08:00Z", "2026-11-30T00:00Z", 1)]
    [InlineData("2026-11-28T08:00Z", "2026-11-30T00:00Z", 1)]
    [InlineData("2026-11-23T23:59Z", "2026-11-24T00:00Z", 1)]
    [InlineData("2026-11-23T08:00Z", "2026-11-27T08:00Z", 4)]
    [InlineData("2026-11-23T08:00Z", "2026-11-30T08:00Z", 5)]
    [InlineData("2026-11-24T00:30+01:00", "2026-11-24T08:00Z", 1)]
    [InlineData("2026-12-25T08:00Z", "2027-01-01T08:00Z", 5)]
    [InlineData("2025-12-01T08:00Z", "2026-12-01T08:00Z", 261)]
    [InlineData("2026-12-02T08:00Z", "2026-12-01T08:00Z", 0)]
    public void Days_since_a_time(string start, string now, int days) =>
        Assert.Equal(days, BusinessDays.Since(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_day_of_two_years_is_counted_as_a_calendar_counts_it()
    {
        var start = new DateTimeOffset(2026, 2, 26, 0, 0, 0, TimeSpan.Zero);
        var counted = 0;
        for (var day = 1; day <= 730; day++)
        {
            var now = start.AddDays(day);
            if (now.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) counted++;
            Assert.Equal(counted, BusinessDays.Since(start, now));
        }
    }
}
