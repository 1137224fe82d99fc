namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Which reviews are followed, for how long, and how many at once.</summary>
public sealed class WaitingTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string TwoQualifications = """
        param($id)
        Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
        Set-CustomerQualification $id StateOwnedEntity -Confirm:$false
        """;

    [Theory]
    [InlineData("-Timeout ([timespan]::MaxValue) -PollingInterval 0.1")]
    [InlineData("-Timeout 60.00:00:00 -PollingInterval 0.1")]
    public void A_timeout_of_any_length_is_waited_for(string lengths)
    {
        engine.ConnectSandbox("-VettingSeconds 0.3");

        var run = engine.Run($"param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.edu -Confirm:$false -Wait {lengths}", Customers.Id(1));

        Assert.Empty(run.Errors);
        Assert.Equal(["Approved"], run.Values("VettingStatus"));
    }

    [Theory]
    [InlineData("-PollingInterval 60.00:00:00")]
    [InlineData("-PollingInterval ([timespan]::MaxValue) -Timeout ([timespan]::MaxValue)")]
    public void A_polling_interval_of_any_length_is_waited_for(string lengths)
    {
        engine.ConnectSandbox("-VettingSeconds 600");
        using var running = engine.Start($"param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.edu -Confirm:$false -Wait {lengths} -Verbose", Customers.Id(1));

        running.Until(() => running.Streams.Verbose.Any(record => record.Message.StartsWith("The customers are read again at ", StringComparison.Ordinal)));

        Assert.False(running.IsCompleted);
        Assert.Empty(running.Stop().Errors);
    }

    [Theory]
    [InlineData("-Timeout ([timespan]::MaxValue)")]
    [InlineData("-PollingInterval 60.00:00:00")]
    public void What_is_decided_already_needs_no_time_at_all(string lengths)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.edu -Confirm:$false -Wait {lengths} | Wait-CustomerQualification {lengths}", Customers.Id(1));

        Assert.Empty(run.Errors);
        Assert.Equal(["Approved"], run.Values("VettingStatus"));
    }

    [Fact]
    public void A_filter_on_the_command_line_counts_for_our_own_output()
    {
        engine.ConnectSandbox();

        var run = engine.Run($$"""param($id) & { {{TwoQualifications}} } $id | Wait-CustomerQualification -Qualification education -Verbose""", Customers.Id(1));

        Assert.Equal(["Education"], run.Values("Qualification"));
        Assert.Contains(run.Verbose, text => text.Contains($"StateOwnedEntity of customer {Customers.Id(1)} is not what -Qualification names", StringComparison.Ordinal));
    }

    [Fact]
    public void What_our_own_output_says_of_its_qualification_is_no_filter()
    {
        engine.ConnectSandbox();

        var run = engine.Run($$"""param($id) & { {{TwoQualifications}} } $id | Wait-CustomerQualification""", Customers.Id(1));

        Assert.Equal(["Education", "StateOwnedEntity"], run.Values("Qualification"));
    }

    [Fact]
    public void A_row_of_somebody_elses_names_what_to_follow_of_its_customer()
    {
        engine.ConnectSandbox();
        engine.Run(TwoQualifications, Customers.Id(1));

        var run = engine.Run("param($id) [pscustomobject]@{ CustomerId = $id; Qualification = 'StateOwnedEntity' } | Wait-CustomerQualification", Customers.Id(1));

        Assert.Equal(["StateOwnedEntity"], run.Values("Qualification"));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 2, 4)]
    public void No_more_customers_are_followed_at_once_than_the_limit(int limit, int least, int most)
    {
        engine.Connect(emulator, """{ "vettingSeconds": 1 }""");
        var set = engine.Run("param($ids) Set-CustomerQualification $ids Education -EducationSegment K12 -Website contoso.edu -Confirm:$false", [Customers.First(6)]);
        emulator.Reset("""{ "latencyMs": 100 }""");

        using var running = engine.Start("param($reviews, $limit) $reviews | Wait-CustomerQualification -PollingInterval 0.1 -ThrottleLimit $limit", set.Output, limit);
        emulator.WaitFor("requests=12");
        running.Stop();

        Assert.InRange((int)emulator.State()["peakConcurrency"]!, least, most);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(129)]
    public void A_limit_out_of_range_is_refused(int limit)
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id, $limit) Wait-CustomerQualification $id -ThrottleLimit $limit", Customers.Id(1), limit);

        Assert.Equal(["ParameterArgumentValidationError"], run.ErrorIds);
    }
}
