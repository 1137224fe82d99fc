namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A row that comes twice in one run with -SkipExisting is requested once.</summary>
public sealed class RepeatedRowTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Set = "param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website x.edu -SkipExisting -Confirm:$false";

    private static readonly string First = Customers.Id(1);

    private static readonly string Second = Customers.Id(2);

    [Fact]
    public void Repeated_row_beside_the_first_is_skipped_with_its_answer()
    {
        engine.Connect(emulator, """{ "latencyMs": 30, "vettingSeconds": 600 }""");

        var run = engine.Run(Set, [new[] { First, First, Second, First.ToUpperInvariant() }]);

        Assert.Empty(run.Errors);
        Assert.Equal([First, First, Second, First], run.Values("CustomerId"));
        Assert.Equal(["False", "True", "False", "True"], run.Values("Skipped"));
        Assert.Equal(["InReview", "InReview", "InReview", "InReview"], run.Values("VettingStatus"));
        Assert.Equal(run.Values("RequestId")[0], run.Values("RequestId")[1]);
        Assert.Equal(1, Posts(First));
    }

    [Fact]
    public void Repeated_row_after_the_first_is_skipped_without_asking_a_service_that_may_lag()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 600 }""");

        var run = engine.Run(Set + " -ThrottleLimit 1", [new[] { First, Second, First }]);

        Assert.Empty(run.Errors);
        Assert.Equal(["False", "False", "True"], run.Values("Skipped"));
        Assert.Equal("InReview", run.Values("VettingStatus")[2]);
        Assert.Equal(4, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Repeated_row_of_what_was_there_before_is_skipped_too()
    {
        engine.Connect(emulator);
        engine.Run(Set, [new[] { First }]);

        var run = engine.Run(Set, [new[] { First, First }]);

        Assert.Equal(["True", "True"], run.Values("Skipped"));
        Assert.Equal(1, Posts(First));
    }

    [Fact]
    public void Denial_in_the_same_run_is_not_asked_for_again()
    {
        engine.Connect(emulator);

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.com -SkipExisting -ThrottleLimit 1 -Confirm:$false", [new[] { First, Second, First }]);

        Assert.Empty(run.Errors);
        Assert.Equal(["False", "False", "True"], run.Values("Skipped"));
        Assert.Equal(1, Posts(First));
    }

    [Fact]
    public void Other_qualification_of_the_same_customer_is_no_repetition()
    {
        engine.Connect(emulator);

        var run = engine.Run("param($id) 'StateOwnedEntity', 'GovernmentCommunityCloud' | ForEach-Object { @{ Id = $id; Qualification = $_; ValidationCode = if ($_ -like 'Gov*') { 12345 } } } | Set-CustomerQualification -SkipExisting -Confirm:$false", First);

        Assert.Empty(run.Errors);
        Assert.Equal(["False", "False"], run.Values("Skipped"));
        Assert.Equal(2, Posts(First));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1)]
    public void Repeated_row_of_one_that_failed_is_requested(int limit)
    {
        engine.Connect(emulator, """{ "latencyMs": 10, "faults": [{ "kind": "status:403", "method": "POST", "times": 1 }] }""");

        var run = engine.Run(Set + $" -ThrottleLimit {limit}", [new[] { First, First, First }]);

        Assert.Equal(["AccessDenied"], run.ErrorIds);
        Assert.Equal(["False", "True"], run.Values("Skipped"));
        Assert.Equal(2, Posts(First));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1)]
    public void Repeated_row_of_one_with_an_unknown_outcome_is_not_sent_again(int limit)
    {
        ConnectWithUnknownOutcome("reset");

        var once = engine.Run(Set, [new[] { First }]);
        var postsOfOne = Posts(First);
        ConnectWithUnknownOutcome("reset");
        var run = engine.Run(Set + $" -ThrottleLimit {limit}", [new[] { First, First }]);

        Assert.Equal(["OutcomeUnknown"], once.ErrorIds);
        Assert.Equal(["OutcomeUnknown", "OutcomeUnknown"], run.ErrorIds);
        Assert.Contains("The repeated row was not sent", run.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(First, run.Errors[1].TargetObject);
        Assert.Equal(postsOfOne, Posts(First));
    }

    [Fact]
    public void Repeated_row_of_one_with_an_unknown_outcome_is_skipped_where_it_took_effect()
    {
        ConnectWithUnknownOutcome("resetAfterCommit");

        var run = engine.Run(Set, [new[] { First, First }]);

        Assert.Equal(["OutcomeUnknown"], run.ErrorIds);
        Assert.Equal(["True"], run.Values("Skipped"));
    }

    [Fact]
    public void Repeated_row_is_followed_once_and_counted_as_decided_once()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 1 }""");

        var run = engine.Run(Set + " -Wait -PollingInterval 0.2 -InformationVariable summary; \"$summary\"", [new[] { First, First }]);

        Assert.Equal(2, run.Output.Count);
        Assert.Equal("Approved", run.Output[0].Properties["VettingStatus"].Value);
        Assert.StartsWith("2 done, 1 skipped", run.Output[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_SkipExisting_a_repeated_row_is_the_services_to_refuse()
    {
        engine.Connect(emulator);

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -ThrottleLimit 1 -Confirm:$false", [new[] { First, First }]);

        Assert.Equal(["AlreadyQualified"], run.ErrorIds);
        Assert.Single(run.Output);
    }

    private int Posts(string customer) => (int?)emulator.Customer(customer)?["postsArrived"] ?? 0;

    /// <summary>The first request loses its answer, and the two readings that look for it fail: the second and third one after the row's own.</summary>
    private void ConnectWithUnknownOutcome(string fault)
    {
        engine.Connect(emulator, $$"""
            {
              "latencyMs": 10,
              "faults": [
                { "kind": "{{fault}}", "method": "POST", "times": 1 },
                { "kind": "status:501", "method": "GET", "every": 2, "times": 1 },
                { "kind": "status:501", "method": "GET", "every": 2, "times": 1 }
              ]
            }
            """);
        LookTimes.Shorten();
    }
}
