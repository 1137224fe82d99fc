using PartnerQualification.Sandbox;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>Reads that lag behind writes, and writes that take effect late.</summary>
public sealed class SandboxLateEffectTests : SandboxFixture
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    private readonly (string Name, string Value) id = ("MS-RequestId", Guid.NewGuid().ToString());

    [Fact]
    public async Task Lagging_read_does_not_show_a_qualification_until_the_lag_is_over()
    {
        var (sandbox, caller) = Lagging();
        await caller.SetAsync(StateOwned);

        Time.Advance(Lag - Tick);
        Assert.Equal("[]", await ReadAsync(caller));
        Assert.Equal("StateOwnedEntity", Assert.Single(Assert.Single(sandbox.TakeSnapshot().Customers).Qualifications).Qualification);

        Time.Advance(Tick);
        Assert.Equal("""[{"qualification":"StateOwnedEntity"}]""", await ReadAsync(caller));
    }

    [Fact]
    public async Task Lagging_read_shows_a_review_as_it_was()
    {
        var (sandbox, caller) = Lagging(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(30) });
        await caller.SetAsync(Education);

        Time.Advance(TimeSpan.FromSeconds(40) - Tick);
        Assert.Equal("InReview", await StatusAsync(caller));
        Assert.Equal("Approved", sandbox.TakeSnapshot().Customers[0].Qualifications[0].VettingStatus);

        Time.Advance(Tick);
        Assert.Equal("Approved", await StatusAsync(caller));
    }

    [Fact]
    public async Task Lagging_read_shows_the_denial_that_a_new_review_has_replaced()
    {
        var (_, caller) = Lagging(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(1) });
        await caller.SetAsync("""{ "qualification": "Education", "educationSegment": "K12" }""");
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await caller.SetAsync(Education)).Status);

        Assert.Equal("Denied", await StatusAsync(caller));
        Time.Advance(Lag);
        Assert.Equal("InReview", await StatusAsync(caller));
    }

    [Fact]
    public async Task Lag_is_for_reads_only_so_that_a_second_request_meets_a_conflict_that_no_read_shows()
    {
        var (_, caller) = Lagging();
        await caller.SetAsync(Education);

        Assert.Equal("[]", await ReadAsync(caller));
        Assert.Equal(409, (await caller.SetAsync(Education)).Status);
    }

    [Fact]
    public async Task Lag_that_is_set_back_to_nothing_shows_everything_at_once()
    {
        var (sandbox, caller) = Lagging();
        await caller.SetAsync(StateOwned);
        sandbox.Dials.ReadLag = TimeSpan.Zero;

        Assert.Equal("""[{"qualification":"StateOwnedEntity"}]""", await ReadAsync(caller));
    }

    [Fact]
    public async Task Late_request_is_answered_as_ever_and_takes_effect_when_its_time_has_come()
    {
        var (sandbox, caller) = Late();

        var answer = await caller.SetAsync(Education);

        Assert.Equal("""{"qualification":"Education","vettingStatus":"InReview","vettingCreateDate":"2026-01-01T00:00:00Z"}""", answer.Text);
        Time.Advance(Lag - Tick);
        Assert.Equal("[]", await ReadAsync(caller));
        Assert.Empty(sandbox.TakeSnapshot().Customers);
        Time.Advance(Tick);
        Assert.Equal("""[{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"2026-01-01T00:00:00.000Z"}]""", await ReadAsync(caller));
        Assert.Equal(1, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);
    }

    [Fact]
    public async Task Late_request_that_needs_no_review_is_answered_as_approved()
    {
        var (_, caller) = Late();

        Assert.Equal("Approved", (await caller.SetAsync(Gcc("987654"))).Json.GetProperty("vettingStatus").GetString());
    }

    [Fact]
    public async Task Review_begins_when_the_request_takes_effect()
    {
        var (_, caller) = Late(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(30) });
        await caller.SetAsync(Education);

        Time.Advance(TimeSpan.FromSeconds(40) - Tick);
        Assert.Equal("InReview", await StatusAsync(caller));
        Time.Advance(Tick);
        Assert.Equal("Approved", await StatusAsync(caller));
    }

    [Fact]
    public async Task Request_that_is_sent_again_too_early_takes_effect_twice()
    {
        var (sandbox, caller) = Late();
        await caller.SetAsync(Education);
        Time.Advance(Lag - Tick);

        Assert.Equal("[]", await ReadAsync(caller));
        Assert.Equal(201, (await caller.SetAsync(Education)).Status);
        Time.Advance(Lag);

        Assert.Equal(2, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);
    }

    [Fact]
    public async Task Request_that_is_sent_again_once_the_first_has_taken_effect_meets_a_conflict()
    {
        var (sandbox, caller) = Late();
        await caller.SetAsync(Education);
        Time.Advance(Lag);

        Assert.Equal(409, (await caller.SetAsync(Education)).Status);
        Assert.Equal(1, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);
    }

    [Fact]
    public async Task Late_request_with_a_known_id_is_done_once()
    {
        var (sandbox, caller) = Late();
        var first = await caller.SetAsync(Education, First, id);
        Time.Advance(Lag - Tick);

        Assert.Equal(first.Text, (await caller.SetAsync(Education, First, id)).Text);
        Time.Advance(Lag);

        Assert.Equal(1, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);
    }

    [Fact]
    public async Task Code_of_a_late_request_is_counted_down_late_and_its_place_is_taken_at_once()
    {
        var (sandbox, caller) = Late();
        for (var number = 1; number <= 4; number++) Assert.Equal(201, (await caller.SetAsync(Gcc("12345"), Customer(number))).Status);

        Assert.Equal("800002", (await caller.SetAsync(Gcc("12345"), Customer(5))).Code);
        var before = await CodeAsync(caller);
        Assert.Equal(4, sandbox.TakeSnapshot().ValidationCodes[0].RemainingCreates);
        Time.Advance(Lag);
        var after = await CodeAsync(caller);

        Assert.Equal((4, 0), (before.Remaining, after.Remaining));
        Assert.NotEqual(before.ETag, after.ETag, StringComparer.Ordinal);
        Assert.Equal(0, sandbox.TakeSnapshot().ValidationCodes[0].RemainingCreates);
    }

    [Fact]
    public async Task Verifications_are_counted_before_they_take_effect()
    {
        var (_, caller) = Late();
        for (var count = 0; count < 3; count++) Assert.Equal(201, (await caller.SetAsync(Education)).Status);

        Assert.Equal((400, "800002"), await StatusAndCodeAsync(caller.SetAsync(Education)));
    }

    [Fact]
    public async Task Requests_take_effect_in_the_order_of_their_moments_not_of_their_arrival()
    {
        var (sandbox, caller) = Late(new SandboxOptions { VettingTime = TimeSpan.Zero });
        await caller.SetAsync("""{ "qualification": "Education", "educationSegment": "K12" }""");
        sandbox.Dials.CommitDelay = TimeSpan.FromSeconds(1);
        await caller.SetAsync(Education);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Approved", await StatusAsync(caller));
        Time.Advance(Lag);
        Assert.Equal("Denied", await StatusAsync(caller));
    }

    [Fact]
    public async Task Delay_and_lag_add_up_for_a_reader()
    {
        var (sandbox, caller) = Late();
        sandbox.Dials.ReadLag = TimeSpan.FromSeconds(5);
        await caller.SetAsync(StateOwned);

        Time.Advance(TimeSpan.FromSeconds(15) - Tick);
        Assert.Equal("[]", await ReadAsync(caller));
        Time.Advance(Tick);
        Assert.Equal("""[{"qualification":"StateOwnedEntity"}]""", await ReadAsync(caller));
    }

    [Fact]
    public async Task Reset_forgets_what_has_not_taken_effect_yet()
    {
        var (sandbox, caller) = Late();
        await caller.SetAsync(Gcc("12345"));
        sandbox.Reset();
        Time.Advance(Lag);

        Assert.Equal("[]", await ReadAsync(caller));
        Assert.Equal(4, sandbox.TakeSnapshot().ValidationCodes[0].RemainingCreates);
    }

    [Fact]
    public void Dials_take_no_time_below_zero()
    {
        var dials = OpenSandbox().Dials;

        Assert.Throws<ArgumentOutOfRangeException>(nameof(SandboxDials.ReadLag), () => dials.ReadLag = -Tick);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(SandboxDials.CommitDelay), () => dials.CommitDelay = -Tick);
    }

    private static async Task<string> ReadAsync(RawCaller caller) => (await caller.GetAsync(Path(First))).Text;

    private static async Task<string?> StatusAsync(RawCaller caller) =>
        Assert.Single((await caller.GetAsync(Path(First))).Json.EnumerateArray()).GetProperty("vettingStatus").GetString();

    private static async Task<(int Status, string? Code)> StatusAndCodeAsync(Task<RawAnswer> pending)
    {
        var answer = await pending;
        return (answer.Status, answer.Code);
    }

    private static async Task<(int Remaining, string? ETag)> CodeAsync(RawCaller caller)
    {
        var code = (await caller.GetAsync("/v1/customers/all/validations")).Json[0];
        return (code.GetProperty("remainingCreates").GetInt32(), code.GetProperty("eTag").GetString());
    }

    private (PartnerCenterSandbox Sandbox, RawCaller Caller) Lagging(SandboxOptions? options = null)
    {
        var sandbox = OpenSandbox(options);
        sandbox.Dials.ReadLag = Lag;
        return (sandbox, Call(sandbox));
    }

    private (PartnerCenterSandbox Sandbox, RawCaller Caller) Late(SandboxOptions? options = null)
    {
        var sandbox = OpenSandbox(options);
        sandbox.Dials.CommitDelay = Lag;
        return (sandbox, Call(sandbox));
    }
}
