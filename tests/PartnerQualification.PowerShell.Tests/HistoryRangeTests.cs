namespace PartnerQualification.PowerShell.Tests;

/// <summary>Which days of records a history needs, and what of them belongs to it.</summary>
public sealed class HistoryRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 13, 55, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, "2026-08-27", "2026-11-24")]
    [InlineData("2026-11-20T23:30:00+02:00", null, "2026-11-20", "2026-11-24")]
    [InlineData("2026-11-20T23:30:00-02:00", null, "2026-11-21", "2026-11-24")]
    [InlineData("2020-01-01T00:00:00Z", "2026-09-01T00:00:00Z", "2026-08-27", "2026-09-01")]
    [InlineData("2026-11-01T00:00:00Z", "2030-01-01T00:00:00Z", "2026-11-01", "2026-11-24")]
    [InlineData(null, "2026-08-27T00:00:00Z", "2026-08-27", "2026-08-27")]
    public void Days_are_whole_ones_in_UTC_as_far_back_as_records_are_kept(string? since, string? until, string first, string last)
    {
        var days = new HistoryRange(Time(since), Time(until)).Days(Now)!;

        Assert.Equal((Time(first + "T00:00:00Z"), Time(last + "T00:00:00Z")), (days.First, days.Last));
    }

    [Theory]
    [InlineData(null, "2026-08-26T23:59:59Z")]
    [InlineData("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")]
    [InlineData("2026-11-24T13:55:01Z", null)]
    public void No_day_is_read_where_none_is_kept(string? since, string? until) => Assert.Null(new HistoryRange(Time(since), Time(until)).Days(Now));

    [Theory]
    [InlineData("2026-08-27T00:00:00Z", false)]
    [InlineData("2026-08-26T23:59:59Z", true)]
    [InlineData(null, false)]
    public void Records_begin_with_the_first_of_ninety_days(string? since, bool isBefore) => Assert.Equal(isBefore, new HistoryRange(Time(since), null).BeginsBeforeRecords(Now));

    [Fact]
    public void Both_ends_and_what_has_no_date_belong_to_it()
    {
        var range = new HistoryRange(Now, Now.AddHours(1));

        Assert.True(range.Has(Now) && range.Has(Now.AddHours(1)) && range.Has(date: null));
        Assert.False(range.Has(Now.AddTicks(-1)) || range.Has(Now.AddHours(1).AddTicks(1)));
        Assert.False(range.IsReversed);
        Assert.True(new HistoryRange(Now, Now.AddTicks(-1)).IsReversed);
    }

    [Theory]
    [InlineData("""{"Qualification":"Education"}""", "Education")]
    [InlineData("""{"qualification":"governmentcommunitycloud"}""", "GovernmentCommunityCloud")]
    [InlineData("""[{"Qualification":1},{"Qualification":"StateOwnedEntity"}]""", null)]
    [InlineData("""{"Qualification":"Museum"}""", null)]
    [InlineData(null, null)]
    public void What_was_requested_is_told_where_the_value_names_it(string? value, string? requested) =>
        Assert.Equal(requested, QualificationChange.Of(new ActivityRecord { OperationType = "update_customer_qualification", OperationStatus = "failed", NewValue = value })!.RequestedQualification);

    [Fact]
    public void Record_of_something_else_is_no_request() => Assert.Null(QualificationChange.Of(new ActivityRecord { OperationType = "add_customer", NewValue = """{"Qualification":"Education"}""" }));

    [Fact]
    public void Date_that_cannot_be_read_stays_text() =>
        Assert.Equal((null, "the other day"), Read(new ActivityRecord { OperationType = "update_customer_qualification", OperationDateText = "the other day" }));

    private static (DateTimeOffset? Date, string? Text) Read(ActivityRecord record) => (QualificationChange.Of(record)!.Date, QualificationChange.Of(record)!.DateText);

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
