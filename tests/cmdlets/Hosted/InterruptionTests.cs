using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A command that is stopped, at exact moments: nothing more is sent, and what had left is kept.</summary>
public sealed class InterruptionTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    // No answer comes during a test, so a command that returns has not waited for one.
    private const string Unanswered = """{ "latencyMs": 60000 }""";

    private const string Set = "param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4";

    private static readonly string[] Ids = Customers.First(12);

    [Fact]
    public void A_stop_sends_nothing_more_and_keeps_what_had_left_unanswered()
    {
        engine.Connect(emulator, Unanswered);

        var run = StopWhenSent(4, Set, [Ids]);

        Assert.True(run.IsStopped);
        Assert.Equal(Ids[..4], Sent());
        Assert.Equal(Ids[..4], Kept("CustomerId"));
        Assert.Equal(["False", "False", "False", "False"], Kept("Answered"));
        Assert.All(Kept("Qualification"), qualification => Assert.Equal("StateOwnedEntity", qualification));
        Assert.All(Kept("RequestId"), id => Assert.NotEqual(Guid.Empty, Guid.Parse(id!)));
    }

    [Fact]
    public void A_stop_is_told_to_the_host()
    {
        engine.Connect(emulator, Unanswered);

        var run = StopWhenSent(4, Set, [Ids]);

        Assert.Contains("4 requests had left when the command was stopped", run.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_keeps_the_result_in_the_hands_of_a_slow_command_as_handed_on()
    {
        engine.Connect(emulator);
        using var isInHand = new ManualResetEventSlim();
        using var running = engine.Start(Set.Replace("$ids)", "$ids, $isInHand)", StringComparison.Ordinal) + " | ForEach-Object { $isInHand.Set(); while ($true) { } }", Ids, isInHand);
        Assert.True(isInHand.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));

        var run = running.Stop();

        Assert.Equal("True", Kept("HandedOn")[0]);
        Assert.Contains("1 answer was just being handed to the next command, which may not have used it.", run.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_throw_downstream_keeps_the_result_it_was_handed()
    {
        engine.Connect(emulator);

        var run = engine.Run("param($id) Set-CustomerQualification $id -Qualification StateOwnedEntity -Confirm:$false | ForEach-Object { throw 'no more' }", Ids[0]);

        Assert.Equal("no more", run.TerminatingError!.Exception.Message);
        Assert.Equal(["True"], Kept("HandedOn"));
        Assert.Contains("1 answer was just being handed", run.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_next_command_that_ends_the_pipeline_on_purpose_raises_no_alarm()
    {
        engine.Connect(emulator);

        var run = engine.Run("param($id) foreach ($once in 1) { Set-CustomerQualification $id -Qualification StateOwnedEntity -Confirm:$false | ForEach-Object { $_; break } }", Ids[0]);

        Assert.Equal(["True"], Kept("HandedOn"));
        Assert.DoesNotContain("just being handed", run.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_out_variable_keeps_the_results_that_an_assignment_loses_at_a_stop()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "hang", "every": 3 }] }""");

        StopWhenRequested(3, "param($ids) $global:assigned = $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 1 -OutVariable global:kept", [Ids[..3]]);

        Assert.Equal([null], engine.Run("$global:assigned").Values("CustomerId"));
        Assert.Equal(Ids[..2], engine.Run("$global:kept").Values("CustomerId"));
    }

    [Fact]
    public void A_throw_downstream_keeps_what_had_left()
    {
        engine.Connect(emulator, """{ "latencyMs": 100 }""");

        var run = engine.Run(Set + " | ForEach-Object { throw 'no more' }", [Ids]);

        Assert.Equal("no more", run.TerminatingError!.Exception.Message);
        Assert.Equal(Sent(), Kept("CustomerId").Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public void A_throw_upstream_keeps_what_had_left()
    {
        engine.Connect(emulator, Unanswered);
        using var running = engine.Start(
            "param($ids, $waitUntilSent) & { $ids; $waitUntilSent.Invoke(); throw 'no more' } | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4",
            Ids[..2],
            () => { emulator.WaitFor("customers=2"); });

        var run = running.Wait();

        Assert.Equal("no more", run.TerminatingError!.Exception.Message);
        Assert.Equal(Ids[..2], Kept("CustomerId"));
    }

    [Fact]
    public void An_error_that_stops_the_script_keeps_what_had_left()
    {
        engine.Connect(emulator, Unanswered);

        var run = engine.Run("param($first, $second) 'bad', $first, $second | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ErrorAction Stop", Ids[0], Ids[1]);

        Assert.Equal("CustomerIdInvalid", ScriptRun.IdOf(run.TerminatingError!));
        Assert.Equal(Sent(), Kept("CustomerId"));
    }

    [Fact]
    public void A_stop_while_a_review_is_followed_keeps_it_as_answered()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 600 }""");

        StopWhenRequested(6, "param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -PollingInterval 0.1", [Ids[..3]]);

        Assert.Equal(Ids[..3], Kept("CustomerId").Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(["True", "True", "True"], Kept("Answered"));
    }

    [Fact]
    public void A_context_shows_how_many_were_interrupted()
    {
        engine.Connect(emulator, Unanswered);
        StopWhenSent(4, Set, [Ids]);

        var shown = engine.Show("Get-PartnerQualificationContext");

        Assert.Contains(shown.Lines, line => line.StartsWith("Interrupted", StringComparison.Ordinal) && line.Contains("4 requests", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_ends_by_itself_keeps_nothing()
    {
        engine.Connect(emulator);

        Assert.Equal(Ids, engine.Run(Set, [Ids]).Values("CustomerId"));

        Assert.Empty(Kept("CustomerId"));
    }

    [Fact]
    public void A_stopped_run_can_be_repeated_so_that_every_customer_is_asked_for_once()
    {
        engine.Connect(emulator, Unanswered);
        StopWhenSent(4, Set, [Ids]);
        emulator.SetDials("""{ "latencyMs": 0 }""");

        var run = engine.Run(Set + " -SkipExisting", [Ids]);

        Assert.Equal(Ids, run.Values("CustomerId"));
        Assert.All(run.Values("Skipped").Take(4), skipped => Assert.Equal("True", skipped));
        Assert.All(emulator.State()["customers"]!.AsArray(), customer => Assert.Equal(1, (int)customer!["postsEffective"]!));
    }

    [Theory]
    [InlineData("Get-CustomerQualification -All")]
    [InlineData("Get-PartnerValidationCode")]
    [InlineData("'c0000000-0000-4000-8000-000000000001' | Get-CustomerQualification")]
    [InlineData("'c0000000-0000-4000-8000-000000000001' | Wait-CustomerQualification")]
    public void A_stop_of_what_reads_waits_for_no_answer(string script)
    {
        engine.Connect(emulator, Unanswered);

        Assert.True(StopWhenRequested(1, script).IsStopped);
    }

    private ScriptRun StopWhenSent(int count, string script, params object?[] arguments)
    {
        using var running = engine.Start(script, arguments);
        emulator.WaitFor($"customers={count}");
        return running.Stop();
    }

    private ScriptRun StopWhenRequested(int count, string script, params object?[] arguments)
    {
        using var running = engine.Start(script, arguments);
        emulator.WaitFor($"requests={count}");
        return running.Stop();
    }

    /// <summary>The customers for whom a request arrived.</summary>
    private string[] Sent() => [.. emulator.State()["customers"]!.AsArray().Select(customer => (string)customer!["customerId"]!).Order(StringComparer.Ordinal)];

    private IReadOnlyList<string?> Kept(string property) => engine.Run("(Get-PartnerQualificationContext).Interrupted").Values(property);
}
