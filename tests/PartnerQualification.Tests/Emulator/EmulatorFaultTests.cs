using System.Text;
using PartnerQualification.Emulator.Dials;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Emulator;

public sealed class EmulatorFaultTests : EmulatorFixture
{
    [Theory]
    [InlineData("reset", 0)]
    [InlineData("resetAfterCommit", 1)]
    [InlineData("truncatedBody", 1)]
    [InlineData("reset", 1, true)]
    [InlineData("reset", 0, false)]
    [InlineData("resetAfterCommit", 1, true)]
    [InlineData("truncatedBody", 1, true)]
    public async Task Connection_that_is_cut_gives_no_answer(string kind, int effective, bool? afterCommit = null)
    {
        SetFault(new Fault(kind) { AfterCommit = afterCommit });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Caller.SetAsync(StateOwned));

        Assert.Equal((1, effective), Counts());
    }

    [Fact]
    public async Task Request_that_lost_its_answer_takes_effect_once_when_it_is_repeated()
    {
        SetFault(new Fault("resetAfterCommit") { Times = 1 });
        var id = ("MS-RequestId", Guid.NewGuid().ToString());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Caller.SetAsync(Education, First, id));

        var answer = await Caller.SetAsync(Education, First, id);

        Assert.Equal(201, answer.Status);
        Assert.Equal((2, 1), Counts());
    }

    [Theory]
    [InlineData("status:500", 500)]
    [InlineData("status:429", 429)]
    [InlineData("status:409", 409)]
    [InlineData("status:204", 204)]
    [InlineData("html502", 502)]
    [InlineData("html200", 200)]
    [InlineData("bareString", 400)]
    public async Task Answer_after_the_commit_is_the_same_as_before_it_but_the_request_has_taken_effect(string kind, int status)
    {
        SetFault(new Fault(kind) { Times = 1 });
        var before = await Caller.SetAsync(Education);
        Assert.Equal((1, 0), Counts());

        SetFault(new Fault(kind) { Times = 1, AfterCommit = true });
        var after = await Caller.SetAsync(Education);

        Assert.Equal((status, before.Text, before.ContentType), (after.Status, after.Text, after.ContentType));
        Assert.Equal(before.Headers.Keys.Order(StringComparer.Ordinal), after.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((2, 1), Counts());
        Assert.Equal("Education", (await Caller.GetAsync(Path(First))).Json[0].GetProperty("qualification").GetString());
    }

    [Theory]
    [InlineData("slowBody")]
    [InlineData("emptyBody")]
    [InlineData("bom")]
    [InlineData("wrongContentType")]
    [InlineData("hugeBody")]
    public async Task Fault_of_the_answer_itself_is_after_the_commit_anyway(string kind)
    {
        SetFault(new Fault(kind) { AfterCommit = true });

        Assert.Equal(201, (await Caller.SetAsync(StateOwned)).Status);
        Assert.Equal((1, 1), Counts());
    }

    [Fact]
    public async Task Fault_after_the_commit_of_a_refused_request_hides_the_refusal_and_changes_nothing()
    {
        SetFault(new Fault("status:503") { AfterCommit = true });

        Assert.Equal(503, (await Caller.SetAsync("{}")).Status);
        Assert.Equal((1, 0), Counts());
    }

    [Fact]
    public async Task Request_that_lost_its_answer_meets_a_conflict_when_ids_are_not_remembered()
    {
        Host.Dials = Host.Dials with { RememberRequestIds = false, Faults = [new Fault("html502") { Times = 1, AfterCommit = true }] };
        var id = ("MS-RequestId", Guid.NewGuid().ToString());
        Assert.Equal(502, (await Caller.SetAsync(Education, First, id)).Status);

        Assert.Equal(409, (await Caller.SetAsync(Education, First, id)).Status);
        Assert.Equal((2, 1), Counts());
    }

    [Theory]
    [InlineData("hang", 0)]
    [InlineData("stalledBody", 1)]
    public async Task Hanging_answer_ends_when_the_client_gives_up(string kind, int effective)
    {
        SetFault(new Fault(kind));
        using var client = new HttpClient { BaseAddress = Host.Address, Timeout = TimeSpan.FromMilliseconds(200) };
        using var content = Json(StateOwned);
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {Host.IssueToken(SandboxTokenKind.User)}");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync(new Uri(Path(First), UriKind.Relative), content, TestContext.Current.CancellationToken));

        Assert.Equal((1, effective), Counts());
    }

    [Fact]
    public async Task Slow_body_comes_whole_in_the_end()
    {
        SetFault(new Fault("slowBody"));

        var answer = await Caller.SetAsync(StateOwned);

        Assert.Equal((201, """{"qualification":"StateOwnedEntity"}"""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("status:503", 503)]
    [InlineData("status:400", 400)]
    public async Task Status_on_demand_has_the_services_shape_and_the_requests_ids(string kind, int status)
    {
        SetFault(new Fault(kind));
        var id = Guid.NewGuid().ToString();

        var answer = await Caller.SetAsync(StateOwned, First, ("MS-RequestId", id));

        Assert.Equal((status, status.ToString()), (answer.Status, answer.Code));
        Assert.Equal(id, answer.Headers["MS-RequestId"]);
        Assert.Equal((1, 0), Counts());
    }

    [Fact]
    public async Task Status_without_a_body_has_none()
    {
        SetFault(new Fault("status:204"));

        var answer = await Caller.GetAsync(Path(First));

        Assert.Equal((204, string.Empty), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Html_comes_as_a_502()
    {
        SetFault(new Fault("html502"));

        var answer = await Caller.SetAsync(StateOwned);

        Assert.Equal((502, "text/html"), (answer.Status, answer.ContentType));
        Assert.StartsWith("<html>", answer.Text, StringComparison.Ordinal);
        Assert.Equal((1, 0), Counts());
    }

    [Fact]
    public async Task Bare_string_comes_as_a_400()
    {
        SetFault(new Fault("bareString"));

        var answer = await Caller.SetAsync(StateOwned);

        Assert.Equal((400, "\"Customer tagging denied.\""), (answer.Status, answer.Text));
        Assert.Equal((1, 0), Counts());
    }

    [Fact]
    public async Task Empty_body_keeps_the_status()
    {
        SetFault(new Fault("emptyBody"));

        var answer = await Caller.SetAsync(StateOwned);

        Assert.Equal((201, string.Empty), (answer.Status, answer.Text));
        Assert.Equal((1, 1), Counts());
    }

    [Fact]
    public async Task Byte_order_mark_stands_before_the_answer()
    {
        SetFault(new Fault("bom"));

        var answer = await Caller.GetAsync(Path(First));

        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'[', (byte)']'], answer.Bytes);
    }

    [Fact]
    public async Task Wrong_content_type_leaves_the_body_as_it_is()
    {
        SetFault(new Fault("wrongContentType"));

        var answer = await Caller.GetAsync(Path(First));

        Assert.Equal(("text/plain", "[]"), (answer.ContentType, answer.Text));
    }

    [Fact]
    public async Task Huge_body_is_more_than_8_MiB_and_says_no_length()
    {
        SetFault(new Fault("hugeBody"));

        var answer = await Caller.GetAsync(Path(First));

        Assert.True(answer.Bytes.Length > 8 * 1024 * 1024);
        Assert.EndsWith(" []", Encoding.UTF8.GetString(answer.Bytes[^3..]), StringComparison.Ordinal);
        Assert.False(answer.Headers.ContainsKey("Content-Length"));
    }

    [Fact]
    public async Task Fault_happens_to_every_nth_request_of_its_method_and_so_many_times()
    {
        SetFault(new Fault("status:503") { Every = 3, Method = "GET", Times = 2 });

        Assert.Equal(201, (await Caller.SetAsync(StateOwned)).Status);
        List<int> statuses = [];
        for (var count = 0; count < 12; count++) statuses.Add((await Caller.GetAsync(Path(First))).Status);
        Assert.Equal([200, 200, 503, 200, 200, 503, 200, 200, 200, 200, 200, 200], statuses);
    }

    [Fact]
    public async Task Fault_with_a_probability_happens_to_the_same_requests_after_a_reset()
    {
        SetFault(new Fault("status:503") { Probability = 0.5 });

        var first = await StatusesAsync();
        Host.ResetState();
        var second = await StatusesAsync();

        Assert.Equal(first, second);
        Assert.Contains(503, first);
        Assert.Contains(200, first);
    }

    [Fact]
    public async Task First_fault_that_is_due_happens()
    {
        Host.Dials = Host.Dials with { Faults = [new Fault("status:500") { Times = 1 }, new Fault("status:504") { Times = 1 }] };

        Assert.Equal(500, (await Caller.GetAsync(Path(First))).Status);
        Assert.Equal(504, (await Caller.GetAsync(Path(First))).Status);
        Assert.Equal(200, (await Caller.GetAsync(Path(First))).Status);
    }

    private async Task<int[]> StatusesAsync()
    {
        List<int> statuses = [];
        for (var count = 0; count < 30; count++) statuses.Add((await Caller.GetAsync(Path(First))).Status);
        return [.. statuses];
    }

    private (int Arrived, int Effective) Counts()
    {
        var customer = Assert.Single(Host.State.Customers);
        return (customer.PostsArrived, customer.PostsEffective);
    }
}
