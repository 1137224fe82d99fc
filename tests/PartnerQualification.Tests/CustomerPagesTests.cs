using System.Text.Json;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests;

public sealed class CustomerPagesTests
{
    [Fact]
    public async Task Pages_are_read_to_their_end_each_customer_once()
    {
        var (read, error, _) = await ReadAsync(Page("a", 1, 2), Page("b"), Page("c", 2, 3), Page(null, 4));

        Assert.Null(error);
        Assert.Equal([Id(1), Id(2), Id(3), Id(4)], read);
    }

    [Fact]
    public async Task Next_page_that_repeats_itself_is_an_unexpected_response_after_what_was_read()
    {
        var (read, error, sent) = await ReadAsync(Page("a", 1, 2), Page("a", 3), Page("a", 3));

        Assert.Equal([Id(1), Id(2), Id(3)], read);
        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error!.Kind);
        Assert.Contains("after 3 customers on 3 pages", error.Message, StringComparison.Ordinal);
        Assert.Contains("the same next page was named again", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.CorrelationId.ToString()!, error.Message, StringComparison.Ordinal);
        Assert.Equal(3, sent);
    }

    [Fact]
    public async Task First_page_again_and_again_ends_too()
    {
        var (read, error, sent) = await ReadAsync(Page("a", 1, 2));

        Assert.Equal([Id(1), Id(2)], read);
        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error!.Kind);
        Assert.Equal(3, sent);
    }

    [Fact]
    public async Task Token_seen_before_whose_page_brings_somebody_new_goes_on()
    {
        var (read, error, _) = await ReadAsync(Page("a", 1), Page("a", 2), Page("a", 3), Page("a", 4), Page(null, 5));

        Assert.Null(error);
        Assert.Equal(5, read.Count);
    }

    [Fact]
    public async Task Token_seen_before_on_a_last_page_without_anybody_new_is_the_end()
    {
        var (read, error, _) = await ReadAsync(Page("a", 1), Page("a", 2), Page(null));

        Assert.Null(error);
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public async Task Three_empty_pages_in_a_row_are_an_unexpected_response()
    {
        var (read, error, sent) = await ReadAsync(Page("a", 1), Page("b"), Page("c"), Page("d"), Page("e"), Page(null, 2));

        Assert.Equal([Id(1)], read);
        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error!.Kind);
        Assert.Contains("three pages one after the other", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, sent);
    }

    [Fact]
    public async Task Two_empty_pages_in_a_row_are_passed_over_and_so_is_a_last_one()
    {
        var (read, error, _) = await ReadAsync(Page("a"), Page("b"), Page("c", 1), Page("d"), Page("e"), Page(null));

        Assert.Null(error);
        Assert.Equal([Id(1)], read);
    }

    [Fact]
    public async Task Same_customers_under_new_tokens_without_end_are_an_unexpected_response()
    {
        var (read, error, sent) = await ReadAsync(Page("a", 1, 2), Page("b", 1, 2), Page("c", 2), Page("d", 1), Page("e", 1));

        Assert.Equal([Id(1), Id(2)], read);
        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error!.Kind);
        Assert.Equal(4, sent);
    }

    [Fact]
    public async Task Total_count_that_is_the_pages_own_ends_nothing()
    {
        var (read, error, _) = await ReadAsync(Page("a", 1, 2), Page("b", 3), Page(null, 4, 5));

        Assert.Null(error);
        Assert.Equal(5, read.Count);
    }

    [Fact]
    public async Task Page_that_failed_can_be_read_again()
    {
        var pages = new ClientBuilder(ScriptedTransport.Answer(200, Page("a", 1)), ScriptedTransport.Answer(403), ScriptedTransport.Answer(200, Page("b", 2)), ScriptedTransport.Answer(200, Page(null, 3)));
        using var client = pages.Build();
        var customers = new CustomerPages(client);

        await customers.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PartnerCenterException>(() => customers.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken));
        await customers.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(customers.HasMore);
        Assert.Equal(Id(3), Assert.Single((await customers.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken)).Customers).CustomerId);
        Assert.False(customers.HasMore);
        await Assert.ThrowsAsync<InvalidOperationException>(() => customers.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Customers_whose_id_is_no_guid_are_told_apart()
    {
        const string First = """{"items":[{"id":"one"},{"id":"two"}],"links":{"next":{"headers":[{"key":"MS-ContinuationToken","value":"a"}]}}}""";
        const string Last = """{"items":[{"id":"two"},{"id":"three"}]}""";

        var (read, _, _) = await ReadAsync(First, Last);

        Assert.Equal(["one", "two", "three"], read);
    }

    private static async Task<(IReadOnlyList<string> Read, PartnerCenterException? Error, int Sent)> ReadAsync(params string[] pages)
    {
        var builder = new ClientBuilder([.. pages.Select(page => ScriptedTransport.Answer(200, page))]);
        using var client = builder.Build();
        var customers = new CustomerPages(client);
        var read = new List<string>();
        try
        {
            // Far more pages than any of these lists has: a list without end fails, and does not hang.
            for (var page = 0; customers.HasMore && page < 50; page++)
            {
                read.AddRange((await customers.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken)).Customers.Select(customer => customer.CustomerId));
            }
        }
        catch (PartnerCenterException error)
        {
            Assert.False(customers.HasMore);
            return (read, error, builder.Sent.Count);
        }

        return (read, null, builder.Sent.Count);
    }

    private static string Id(int number) => $"c0000000-0000-4000-8000-{number:x12}";

    private static string Page(string? next, params int[] customers) => JsonSerializer.Serialize(new
    {
        totalCount = customers.Length,
        items = customers.Select(number => new { id = Id(number) }),
        links = next is null ? null : new { next = new { headers = new[] { new { key = "MS-ContinuationToken", value = next } } } },
    });
}
