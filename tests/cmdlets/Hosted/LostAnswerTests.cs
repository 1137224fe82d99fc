namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a user sees where the answer to a request was lost.</summary>
public sealed class LostAnswerTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Set = "param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website x.edu -Confirm:$false";

    private static readonly string First = Customers.Id(1);

    [Theory]
    [InlineData("resetAfterCommit", true)]
    [InlineData("resetAfterCommit", false)]
    [InlineData("truncatedBody", false)]
    public void A_lost_answer_comes_out_as_a_result_that_was_found_by_reading(string kind, bool replays)
    {
        Connect($$"""{ "vettingSeconds": 600, "rememberRequestIds": {{(replays ? "true" : "false")}}, "faults": [{ "kind": "{{kind}}", "method": "POST" }] }""");

        var run = engine.Run(Set + " -Verbose", [new[] { First }]);

        Assert.Empty(run.Errors);
        Assert.Equal(["InReview"], run.Values("VettingStatus"));
        Assert.Equal(["True"], run.Values("FoundByReading"));
        var request = run.Values("RequestId").Single();
        Assert.Contains(run.Verbose, line => line.StartsWith($"What became of request {request} is not known. Customer {First} is read at ", StringComparison.Ordinal));
        Assert.Contains(run.Verbose, line => line.EndsWith($"has Education, InReview. This is taken as the answer to request {request}.", StringComparison.Ordinal));
        Assert.Equal(["POST", "GET"], Methods());
    }

    [Fact]
    public void A_request_that_did_not_take_effect_is_sent_again_and_not_marked()
    {
        Connect("""{ "faults": [{ "kind": "status:500", "method": "POST", "times": 1 }] }""");

        var run = engine.Run(Set + " -Verbose", [new[] { First }]);

        Assert.Empty(run.Errors);
        Assert.Equal(["False"], run.Values("FoundByReading"));
        Assert.Contains(run.Verbose, line => line.EndsWith("It is sent again under the same id.", StringComparison.Ordinal));
        Assert.Equal(["POST", "GET", "GET", "POST"], Methods());
    }

    [Fact]
    public void A_request_that_cannot_be_looked_for_is_unknown_and_says_what_was_tried()
    {
        Connect("""{ "faults": [{ "kind": "resetAfterCommit", "method": "POST" }, { "kind": "status:501", "method": "GET" }] }""");

        var error = Assert.Single(engine.Run(Set, [new[] { First }]).Errors);

        Assert.Equal("OutcomeUnknown", HostedEngine.ScriptRun.IdOf(error));
        Assert.Contains("The customer could not be read to find out: Partner Center failed to handle", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["POST", "GET", "GET"], Methods());
    }

    [Fact]
    public void A_review_that_was_found_by_reading_is_followed_and_stays_marked()
    {
        Connect("""{ "vettingSeconds": 1, "faults": [{ "kind": "resetAfterCommit", "method": "POST" }] }""");

        var run = engine.Run(Set + " -Wait -PollingInterval 0.2", [new[] { First }]);

        Assert.Equal(["Approved"], run.Values("VettingStatus"));
        Assert.Equal(["True"], run.Values("FoundByReading"));
    }

    private void Connect(string dials)
    {
        engine.Connect(emulator, dials);
        LookTimes.Shorten();
    }

    private string[] Methods() => [.. emulator.State()["lastRequests"]!.AsArray().Select(request => (string)request!["method"]!)];
}
