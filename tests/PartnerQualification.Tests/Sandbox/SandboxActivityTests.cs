using System.Text.Json;
using PartnerQualification.Client;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>The sandbox writes down who requested what, and tells it within the service's limits.</summary>
public sealed class SandboxActivityTests : SandboxFixture
{
    private const string Records = "/v1/auditrecords";

    private const string Untaggable = "c0000000-0000-4000-8000-000000000017";

    [Fact]
    public async Task Request_that_was_done_is_one_record_with_its_correlation_id()
    {
        var caller = OpenForLong();
        await caller.SetAsync(Education, First, ("MS-CorrelationId", "7550d9ea-e64a-416f-e49b-3670c516cf69"));

        var record = Assert.Single(await ReadAsync(caller));

        Assert.Equal(First, Text(record, "customerId"));
        Assert.Equal("Contoso School 1", Text(record, "customerName"));
        Assert.Equal("admin@partner.example", Text(record, "userPrincipalName"));
        Assert.Equal("customer", Text(record, "resourceType"));
        Assert.Equal("""{"Qualification":"Education"}""", Text(record, "resourceNewValue"));
        Assert.Equal("update_customer_qualification", Text(record, "operationType"));
        Assert.Equal("7550d9ea-e64a-416f-e49b-3670c516cf69", Text(record, "originalCorrelationId"));
        Assert.Equal("succeeded", Text(record, "operationStatus"));
        Assert.Equal(Time.GetUtcNow(), DateTimeOffset.Parse(Text(record, "operationDate"), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Correlation_id_that_was_not_sent_is_the_one_of_the_answer()
    {
        var caller = OpenForLong();
        var answer = await caller.SetAsync(Education);

        Assert.Equal(answer.Headers["MS-CorrelationId"], Text(Assert.Single(await ReadAsync(caller)), "originalCorrelationId"));
    }

    [Fact]
    public async Task Request_that_the_rules_refuse_is_a_failed_record_and_one_that_breaks_the_contract_is_none()
    {
        var caller = OpenForLong();
        await caller.SetAsync(Education);
        await caller.SetAsync(Education);
        await caller.SetAsync(StateOwned, Untaggable);
        await caller.SetAsync(Gcc("000000"), Customer(2));
        await caller.SetAsync("""{ "qualification": "Nonprofit" }""");
        await caller.SetAsync(Education, Customer(9999));

        Assert.Equal(
            [$"{Customer(2)} failed", $"{Untaggable} failed", $"{First} failed", $"{First} succeeded"],
            (await ReadAsync(caller)).Select(record => $"{Text(record, "customerId")} {Text(record, "operationStatus")}"),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Answer_that_is_given_again_is_no_second_record()
    {
        var caller = OpenForLong();
        (string, string) id = ("MS-RequestId", Guid.NewGuid().ToString());

        await caller.SetAsync(Education, First, id);
        await caller.SetAsync(Education, First, id);

        Assert.Single(await ReadAsync(caller));
    }

    [Fact]
    public async Task Record_has_no_validation_code()
    {
        var caller = OpenForLong();
        await caller.SetAsync(Gcc("12345"));

        Assert.DoesNotContain("12345", (await caller.GetAsync(Records)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CustomerId", "C0000000-0000-4000-8000-000000000002", "equals", 1)]
    [InlineData("CompanyName", "SCHOOL", "substring", 1)]
    [InlineData("CompanyName", "s", "substring", 2)]
    [InlineData("ResourceType", "Customer", "equals", 2)]
    [InlineData("ResourceType", "Subscription", "equals", 0)]
    public async Task Filter_lets_through_what_fits(string field, string value, string operation, int expected)
    {
        var caller = OpenForLong();
        await caller.SetAsync(Education);
        await caller.SetAsync(Education, Customer(2));

        Assert.Equal(expected, (await ReadAsync(caller, "?filter=" + Filter(field, value, operation))).Count);
    }

    [Theory]
    [InlineData("CustomerId", "substring")]
    [InlineData("CompanyName", "starts_with")]
    [InlineData("OperationType", "equals")]
    public async Task Other_filter_is_refused(string field, string operation) => await RefusedAsync("?filter=" + Filter(field, "c", operation), "filter");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"Field\":\"CustomerId\"}")]
    public async Task Filter_that_is_none_is_refused(string filter) => await RefusedAsync("?filter=" + Uri.EscapeDataString(filter), "filter");

    [Fact]
    public async Task Days_are_the_last_thirty_where_none_are_given()
    {
        var caller = OpenForLong();
        await caller.SetAsync(Education);
        var day = Day(0);

        Time.Advance(TimeSpan.FromDays(29));
        Assert.Single(await ReadAsync(caller));
        Time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await ReadAsync(caller));
        Assert.Single(await ReadAsync(caller, $"?startDate={day}"));
        Assert.Single(await ReadAsync(caller, $"?startDate={day}&endDate={day}"));
        Assert.Single(await ReadAsync(caller, $"?endDate={day}"));
    }

    [Fact]
    public async Task Record_of_90_days_ago_can_be_read_and_an_older_one_cannot_be_asked_for()
    {
        var caller = OpenForLong();
        await caller.SetAsync(Education);
        var day = Day(0);

        Time.Advance(TimeSpan.FromDays(90));
        Assert.Single(await ReadAsync(caller, $"?startDate={day}&endDate={day}"));
        Time.Advance(TimeSpan.FromDays(1));

        var answer = await caller.GetAsync($"{Records}?startDate={day}&endDate={day}");
        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal(["startDate"], answer.Data);
    }

    [Fact]
    public async Task Thirty_days_can_be_asked_for_at_once_and_thirty_one_cannot()
    {
        await ReadAsync(OpenForLong(), $"?startDate={Day(-29)}&endDate={Day(0)}");

        await RefusedAsync($"?startDate={Day(-30)}&endDate={Day(0)}", "endDate");
    }

    [Theory]
    [InlineData("?startDate=yesterday", "startDate")]
    [InlineData("?endDate=31/12/2026", "endDate")]
    public async Task Day_that_is_none_is_refused(string query, string property) => await RefusedAsync(query, property);

    [Fact]
    public async Task Last_day_before_the_first_is_refused() => await RefusedAsync($"?startDate={Day(0)}&endDate={Day(-1)}", "endDate");

    [Fact]
    public async Task Application_alone_may_read()
    {
        var sandbox = OpenSandbox();
        await Call(sandbox).SetAsync(Education);

        Assert.Single(await ReadAsync(Call(sandbox, SandboxTokenKind.App)));
    }

    [Fact]
    public async Task Reset_forgets_the_records()
    {
        var sandbox = OpenSandbox();
        await Call(sandbox).SetAsync(Education);

        sandbox.Reset();

        Assert.Empty(await ReadAsync(Call(sandbox)));
    }

    [Fact]
    public async Task Client_reads_every_record_of_a_customer_once_over_windows_and_pages()
    {
        // 4 windows ago to now: 2,400 requests, of which every second one is the first customer's, one each hour.
        var sandbox = OpenSandbox();
        var token = sandbox.IssueToken(SandboxTokenKind.User, TimeSpan.FromDays(1000));
        var caller = CallWith(sandbox, token);
        for (var hour = 0; hour < 24 * 100; hour++, Time.Advance(TimeSpan.FromHours(1))) await caller.SetAsync(Education, Customer((hour % 2) + 1));
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = sandbox.Transport }, new StaticTokenSource(token, time: Time), Time);
        var period = ActivityPeriod.Latest(Time.GetUtcNow());

        var all = await CollectAsync(new ActivityPages(client, period));
        var first = await CollectAsync(new ActivityPages(client, period, First));

        var kept = (int)Math.Ceiling((Time.GetUtcNow() - period.First).TotalHours);
        Assert.Equal(kept, all.Count);
        Assert.Equal(kept, all.Select(record => record.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(all.Where(record => record.CustomerId == First).Select(record => record.Id), first.Select(record => record.Id), StringComparer.Ordinal);
        Assert.Equal(all.OrderByDescending(record => record.OperationDate).Select(record => record.Id), all.Select(record => record.Id), StringComparer.Ordinal);
    }

    /// <summary>A caller whose token outlives the days that a test lets pass.</summary>
    private RawCaller OpenForLong()
    {
        var sandbox = OpenSandbox();
        return CallWith(sandbox, sandbox.IssueToken(SandboxTokenKind.User, TimeSpan.FromDays(1000)));
    }

    private static async Task<List<ActivityRecord>> CollectAsync(ActivityPages pages)
    {
        List<ActivityRecord> records = [];
        while (pages.HasMore) records.AddRange((await pages.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken)).Records);
        return records;
    }

    private static async Task<List<JsonElement>> ReadAsync(RawCaller caller, string query = "")
    {
        var answer = await caller.GetAsync(Records + query);
        Assert.Equal(200, answer.Status);
        return [.. answer.Json.GetProperty("items").EnumerateArray()];
    }

    private async Task RefusedAsync(string query, string property)
    {
        var answer = await Open().GetAsync(Records + query);

        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal([property], answer.Data);
    }

    private static string Filter(string field, string value, string operation) =>
        Uri.EscapeDataString(JsonSerializer.Serialize(new { Field = field, Value = value, Operator = operation }));

    private string Day(int days) => Time.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(JsonElement record, string name) => record.GetProperty(name).GetString()!;
}
