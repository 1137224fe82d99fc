using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>An outage of the whole service ends a command once, with what was done before it and what was not.</summary>
public sealed class OutageTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Outage = """{ "faults": [{ "kind": "status:503" }] }""";

    private const string Set = "Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false";

    [Fact]
    public void Set_ends_once_with_what_was_done_what_failed_and_what_was_not_sent()
    {
        ShortOutages.Of(engine.Connect(emulator));

        var run = engine.Run(
            $"param($ids, $last, $begin) & {{ 'nonsense'; foreach ($id in $ids) {{ if ($id -eq $last) {{ $begin.Invoke() }}; $id }} }} | {Set} -ThrottleLimit 6",
            Customers.First(16),
            Customers.Id(4),
            () =>
            {
                emulator.WaitFor("customers=3&underWay=0");
                emulator.SetDials(Outage);
            });

        Assert.Equal(["CustomerIdInvalid", "ServiceOutage"], run.ErrorIds);
        Assert.Equal(Customers.First(3), run.Values("CustomerId"));
        AssertAccount(run, $"3 customers were done, 1 failed, 0 ended with an unknown outcome, and 7 of those taken in were not sent, or turned away without effect ({Customers.Id(4)}, {Customers.Id(5)}, {Customers.Id(6)} and 4 more).");
        Assert.InRange((long)emulator.State()["requests"]!, 8, 40);
    }

    [Fact]
    public void Progress_says_for_how_long_nothing_gets_through()
    {
        engine.Connect(emulator, Outage);
        using var running = engine.Start("param($ids) Get-CustomerQualification $ids", [Customers.First(40)]);

        running.Until(() => running.Streams.Progress.Any(record => record.StatusDescription.Contains("outage for ", StringComparison.Ordinal)));

        Assert.True(running.Stop().IsStopped);
    }

    [Fact]
    public void What_is_open_is_told_for_itself_and_counted_as_unknown()
    {
        ShortOutages.Of(engine.Connect(emulator, """{ "faults": [{ "kind": "reset" }] }"""));

        var run = engine.Run($"param($ids) {Set} -CustomerId $ids -ThrottleLimit 5", [Customers.First(6)]);

        Assert.Equal([.. Enumerable.Repeat("OutcomeUnknown", 5), "ServiceOutage"], run.ErrorIds);
        Assert.Equal(Customers.First(5), run.Errors.Take(5).Select(error => error.TargetObject.ToString()!).ToArray());
        AssertAccount(run, $"0 customers were done, 0 failed, 5 ended with an unknown outcome, and 1 of those taken in was not sent, or turned away without effect ({Customers.Id(6)}).");
    }

    [Fact]
    public void Get_ends_once_and_begins_no_other_row()
    {
        ShortOutages.Of(engine.Connect(emulator, Outage));

        var run = engine.Run("param($ids) Get-CustomerQualification $ids -ThrottleLimit 8", [Customers.First(100)]);

        Assert.Equal(["ServiceOutage"], run.ErrorIds);
        AssertAccount(run, $"0 customers were done, 0 failed, 0 ended with an unknown outcome, and 100 of those taken in were not sent, or turned away without effect ({Customers.Id(1)}, {Customers.Id(2)}, {Customers.Id(3)} and 97 more).");
        Assert.InRange((long)emulator.State()["requests"]!, 8, 40);
    }

    [Fact]
    public void Get_begins_no_other_row_while_the_first_is_still_under_way()
    {
        ShortOutages.Of(engine.Connect(emulator, """{ "latencyMs": 4000 }"""));

        var run = engine.Run(
            "param($ids, $begin) & { foreach ($id in $ids) { $id; if ($id -eq $ids[0]) { $begin.Invoke() } } } | Get-CustomerQualification -ThrottleLimit 6",
            Customers.First(50),
            () =>
            {
                emulator.WaitFor("requests=1");
                emulator.SetDials("""{ "latencyMs": 0, "faults": [{ "kind": "status:503" }] }""");
            });

        Assert.Equal(["ServiceOutage"], run.ErrorIds);
        var asked = emulator.State()["lastRequests"]!.AsArray().Select(request => (string)request!["path"]!).Distinct(StringComparer.Ordinal).ToArray();
        Assert.Equal(6, asked.Length);
    }

    [Fact]
    public void All_customers_end_with_it_too()
    {
        ShortOutages.Of(engine.Connect(emulator));

        var run = engine.Run("param($begin) Get-CustomerQualification -All -IncludeUnqualified -ThrottleLimit 5 | ForEach-Object { $begin.Invoke(); $_ }", () => emulator.SetDials(Outage));

        Assert.Equal(["ServiceOutage"], run.ErrorIds);
        Assert.NotEmpty(run.Output);
    }

    [Fact]
    public void The_next_command_begins_anew_with_the_same_session()
    {
        ShortOutages.Of(engine.Connect(emulator, Outage));
        Assert.Equal(["ServiceOutage"], engine.Run("param($ids) Get-CustomerQualification $ids", [Customers.First(5)]).ErrorIds);
        emulator.SetDials("""{ "faults": [] }""");

        var run = engine.Run("param($ids) Get-CustomerQualification $ids -IncludeUnqualified", [Customers.First(5)]);

        Assert.Empty(run.Errors);
        Assert.Equal(5, run.Output.Count);
    }

    [Fact]
    public void Connections_that_never_came_about_are_one_error_for_all()
    {
        ShortOutages.Of(engine.Run("param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Secret.Of(emulator.Token()), NobodyListens()).Only<object>());

        var run = engine.Run($"param($ids) {Set} -CustomerId $ids", [Customers.First(8)]);

        Assert.Equal(["ConnectionFailed"], run.ErrorIds);
        Assert.Equal(ErrorCategory.ConnectionError, run.Errors[0].CategoryInfo.Category);
        Assert.Contains("No connection has come about since the session began, so the command ends. 0 customers were done, 0 failed, 0 ended with an unknown outcome, and 8 of those taken in were not sent", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Check the network, the proxy and the endpoint", run.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Following_lives_through_one_outage_after_the_other()
    {
        ShortOutages.Of(engine.Connect(emulator, """{ "vettingSeconds": 600 }"""));
        var reviews = engine.Run("param($ids) Set-CustomerQualification $ids Education -EducationSegment K12 -Website contoso.edu -Confirm:$false", [Customers.First(6)]).Output;
        emulator.SetDials(Outage);
        using var running = engine.Start("param($reviews) $reviews | Wait-CustomerQualification -PollingInterval 0.1 -Verbose", reviews);

        // The second can only begin when the first was given up.
        running.Until(() => running.Streams.Verbose.Count(record => record.Message.StartsWith("Several customers one after the other have failed", StringComparison.Ordinal)) > 1);

        Assert.False(running.IsCompleted);
        Assert.Empty(running.Stop().Errors);
    }

    private static void AssertAccount(ScriptRun run, string account)
    {
        var error = run.Errors[^1];
        Assert.Equal((ErrorCategory.ResourceUnavailable, null), (error.CategoryInfo.Category, error.TargetObject));
        Assert.Contains("Nothing has got through to Partner Center since ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(account, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-SkipExisting", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>The address of a port that was free a moment ago.</summary>
    private static Uri NobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }
}
