using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

public sealed class SandboxIdempotencyTests : SandboxFixture
{
    private readonly (string Name, string Value) id = ("MS-RequestId", Guid.NewGuid().ToString());

    [Fact]
    public async Task Repeated_request_gets_the_same_answer_and_is_done_once()
    {
        var sandbox = OpenSandbox();
        var caller = Call(sandbox);

        var first = await caller.SetAsync(Gcc("12345"), First, id);
        Time.Advance(TimeSpan.FromMinutes(1));
        var second = await caller.SetAsync(Gcc("12345"), First, id);

        Assert.Equal((first.Status, first.Text), (second.Status, second.Text));
        Assert.Equal(id.Value, second.Headers["MS-RequestId"]);
        Assert.Equal(3, sandbox.TakeSnapshot().ValidationCodes[0].RemainingCreates);
        Assert.Equal(1, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);
    }

    [Fact]
    public async Task Repeated_refusal_is_the_same_refusal()
    {
        var caller = Open();
        await caller.SetAsync(StateOwned);

        var first = await caller.SetAsync(StateOwned, First, id);

        Assert.Equal(409, first.Status);
        Assert.Equal(first.Text, (await caller.SetAsync(StateOwned, First, id)).Text);
    }

    [Theory]
    [InlineData(StateOwned, 2)]
    [InlineData(Education, 1)]
    public async Task Id_of_another_request_is_refused(string body, int customer)
    {
        var caller = Open();
        await caller.SetAsync(StateOwned, First, id);

        var answer = await caller.SetAsync(body, Customer(customer), id);

        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal(["MS-RequestId"], answer.Data);
    }

    [Fact]
    public async Task Id_that_is_not_remembered_makes_a_repeated_request_a_new_one()
    {
        var sandbox = OpenSandbox();
        var caller = Call(sandbox);
        sandbox.Dials.RememberRequestIds = false;

        Assert.Equal(201, (await caller.SetAsync(Gcc("12345"), First, id)).Status);
        var repeated = await caller.SetAsync(Gcc("12345"), First, id);
        var other = await caller.SetAsync(StateOwned, Customer(2), id);

        Assert.Equal((409, "409"), (repeated.Status, repeated.Code));
        Assert.Equal(id.Value, repeated.Headers["MS-RequestId"]);
        Assert.Equal(201, other.Status);
        Assert.Equal(1, sandbox.TakeSnapshot().Customers[0].EffectivePosts);
    }

    [Fact]
    public async Task Id_is_remembered_from_the_first_request_on_that_comes_while_the_dial_says_so()
    {
        var sandbox = OpenSandbox();
        var caller = Call(sandbox);
        await caller.SetAsync(StateOwned, First, id);
        sandbox.Dials.RememberRequestIds = false;
        Assert.Equal(409, (await caller.SetAsync(StateOwned, First, id)).Status);
        sandbox.Dials.RememberRequestIds = true;

        Assert.Equal(201, (await caller.SetAsync(StateOwned, First, id)).Status);
    }

    [Fact]
    public async Task Refused_token_is_not_remembered_so_that_a_renewed_one_may_repeat_the_request()
    {
        var sandbox = OpenSandbox();

        Assert.Equal(401, (await Call(sandbox, SandboxTokenKind.Expired).SetAsync(StateOwned, First, id)).Status);
        Assert.Equal(403, (await Call(sandbox, SandboxTokenKind.App).SetAsync(StateOwned, First, id)).Status);
        Assert.Equal(201, (await Call(sandbox).SetAsync(StateOwned, First, id)).Status);
    }

    [Fact]
    public async Task Repetitions_at_the_same_moment_are_done_once()
    {
        var sandbox = OpenSandbox(new SandboxOptions { CustomerCount = 64 });
        var caller = Call(sandbox);

        var answers = await Task.WhenAll(Enumerable.Range(0, 512).Select(index => Task.Run(() => caller.SetAsync(Gcc("987654"), First, id))));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Equal(4, sandbox.TakeSnapshot().ValidationCodes[1].RemainingCreates);
    }

    [Fact]
    public async Task Requests_at_the_same_moment_without_ids_share_a_code_fairly()
    {
        var sandbox = OpenSandbox(new SandboxOptions { CustomerCount = 22 });
        var caller = Call(sandbox);

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(() => caller.SetAsync(Gcc("987654"), Customer(number)))));

        Assert.Equal(5, answers.Count(answer => answer.Status == 201));
        Assert.Equal(15, answers.Count(answer => answer.Status == 400));
    }
}
