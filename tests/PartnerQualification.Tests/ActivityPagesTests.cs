using System.Text.Json;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests;

public sealed class ActivityPagesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 13, 55, 0, TimeSpan.Zero);

    [Fact]
    public async Task Windows_are_read_to_their_end_the_latest_first()
    {
        var (read, error, sent) = await ReadAsync(90, Page("a", "1"), Page(null, "2"), Page(null, "3"), Page(null, "4"));

        Assert.Null(error);
        Assert.Equal(["1", "2", "3", "4"], read);
        Assert.Equal(["2026-10-26", "2026-10-26", "2026-09-26", "2026-08-27"], sent.Select(StartOf), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Record_that_comes_again_on_another_page_is_one_record()
    {
        var (read, _, _) = await ReadAsync(30, Page("a", "1", "2"), Page(null, "2", "3"));

        Assert.Equal(["1", "2", "3"], read);
    }

    [Fact]
    public async Task Two_records_of_one_page_that_nothing_tells_apart_are_two()
    {
        var (read, _, _) = await ReadAsync(30, """{"items":[{"operationType":"x"},{"operationType":"x"}]}""");

        Assert.Equal(2, read.Count);
    }

    [Fact]
    public async Task Record_that_is_told_again_with_another_status_is_another_record()
    {
        var (read, _, _) = await ReadAsync(30, WithNext("""{"id":"1","operationStatus":"progress"}""", "a"), """{"items":[{"id":"1","operationStatus":"succeeded"}]}""");

        Assert.Equal(["1", "1"], read);
    }

    [Fact]
    public async Task Records_of_a_page_come_the_latest_first_and_those_without_a_readable_date_before_them()
    {
        var (read, _, _) = await ReadAsync(30, """{"items":[{"id":"old","operationDate":"2026-11-01T08:00:00Z"},{"id":"new","operationDate":"2026-11-02T08:00:00Z"},{"id":"undated","operationDate":"the other day"}]}""");

        Assert.Equal(["undated", "new", "old"], read);
    }

    [Fact]
    public async Task Next_page_that_repeats_itself_is_an_unexpected_response_and_no_other_window_is_read()
    {
        var (read, error, sent) = await ReadAsync(90, Page("a", "1"), Page("a", "2"), Page("a", "2"));

        Assert.Equal(["1", "2"], read);
        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error!.Kind);
        Assert.Contains("list of activity records does not come to an end", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.CorrelationId.ToString()!, error.Message, StringComparison.Ordinal);
        Assert.Equal(3, sent.Count);
    }

    [Fact]
    public async Task Three_empty_pages_in_a_row_are_an_unexpected_response()
    {
        var (_, error, sent) = await ReadAsync(30, Page("a"), Page("b"), Page("c"), Page("d"));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error!.Kind);
        Assert.Equal(3, sent.Count);
    }

    [Fact]
    public async Task Windows_without_a_record_are_no_list_without_end()
    {
        var (read, error, _) = await ReadAsync(90, Page("a"), Page("b"), Page(null), Page("c"), Page("d"), Page(null, "1"), Page(null));

        Assert.Null(error);
        Assert.Equal(["1"], read);
    }

    [Fact]
    public async Task Page_that_failed_can_be_read_again()
    {
        using var client = new ClientBuilder(ScriptedTransport.Answer(403), ScriptedTransport.Answer(200, Page(null, "1"))).Build();
        var pages = new ActivityPages(client, ActivityPeriod.Latest(Now, 30));

        await Assert.ThrowsAsync<PartnerCenterException>(() => pages.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Single((await pages.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken)).Records);
        Assert.False(pages.HasMore);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pages.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static async Task<(IReadOnlyList<string?> Read, PartnerCenterException? Error, IReadOnlyList<string> Sent)> ReadAsync(int days, params string[] answers)
    {
        var builder = new ClientBuilder([.. answers.Select(answer => ScriptedTransport.Answer(200, answer))]);
        using var client = builder.Build();
        var pages = new ActivityPages(client, ActivityPeriod.Latest(Now, days));
        List<string?> read = [];
        PartnerCenterException? error = null;
        try
        {
            // Far more pages than any of these lists has: a list without end fails, and does not hang.
            for (var page = 0; pages.HasMore && page < 50; page++)
            {
                read.AddRange((await pages.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken)).Records.Select(record => record.Id));
            }
        }
        catch (PartnerCenterException thrown)
        {
            error = thrown;
        }

        Assert.False(pages.HasMore);
        return (read, error, [.. builder.Sent.Select(sent => sent.Address)]);
    }

    private static string StartOf(string address) => address.Substring(address.IndexOf("startDate=", StringComparison.Ordinal) + "startDate=".Length, "2026-11-24".Length);

    private static string Page(string? next, params string[] records) => WithNext(string.Join(",", records.Select(id => JsonSerializer.Serialize(new { id }))), next);

    private static string WithNext(string items, string? next)
    {
        var links = next is null ? "null" : JsonSerializer.Serialize(new { next = new { headers = new[] { new { key = "MS-ContinuationToken", value = next } } } });
        return $$"""{"items":[{{items}}],"links":{{links}} }""";
    }
}
