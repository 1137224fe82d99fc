using System.Diagnostics;
using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.State;
using PartnerQualification.Tests.Sandbox;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Emulator;

public sealed class EmulatorControlTests : EmulatorFixture
{
    private readonly FakeTimeProvider time = new();

    protected override EmulatorOptions Options => new() { Time = time, CustomerCount = 3 };

    [Fact]
    public async Task Dials_that_are_named_change_and_the_others_stay()
    {
        Assert.Equal(200, (await SetDialsAsync("""{ "vettingSeconds": 60, "contract": 2021 }""")).Status);
        var answer = await SetDialsAsync("""{ "rate": 300, "burst": 10, "window": "sliding", "windowSeconds": 10, "retryAfter": "date", "countRejected": false, "latencyMs": 0, "faults": [{ "kind": "reset", "probability": 0.5, "method": "post", "times": 2 }, { "kind": "status:503", "every": 4, "afterCommit": true }], "rememberRequestIds": false, "readLagSeconds": 7, "commitDelaySeconds": 1.5 }""");

        var dials = Host.Dials;
        Assert.Equal((60, 2021, 300, 10), (dials.VettingSeconds, dials.Contract, dials.Rate, dials.Burst));
        Assert.Equal((LimitWindow.Sliding, 10, RetryAfterStyle.Date, false), (dials.Window, dials.WindowSeconds, dials.RetryAfter, dials.CountRejected));
        Assert.Equal([new Fault("reset") { Probability = 0.5, Method = "POST", Times = 2 }, new Fault("status:503") { Every = 4, AfterCommit = true }], dials.Faults);
        Assert.Equal("sliding", answer.Json.GetProperty("window").GetString());
        Assert.Equal(answer.Text, (await Caller.GetAsync("/emulator/dials")).Text);
        Assert.Equal(SandboxContract.Of2021, Host.Sandbox.Dials.Contract);
        Assert.Equal(TimeSpan.FromMinutes(1), Host.Sandbox.Dials.VettingTime);
        Assert.Equal((false, 7, 1.5), (dials.RememberRequestIds, dials.ReadLagSeconds, dials.CommitDelaySeconds));
        Assert.False(Host.Sandbox.Dials.RememberRequestIds);
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1.5)), (Host.Sandbox.Dials.ReadLag, Host.Sandbox.Dials.CommitDelay));
    }

    [Theory]
    [InlineData("""{ "latencyMs": -1 }""", "latencyMs")]
    [InlineData("""{ "latencyMs": "fast" }""", "latencyMs")]
    [InlineData("""{ "vettingSeconds": null }""", "vettingSeconds")]
    [InlineData("""{ "rate": 0 }""", "rate")]
    [InlineData("""{ "readRate": 0 }""", "readRate")]
    [InlineData("""{ "writeRate": -1 }""", "writeRate")]
    [InlineData("""{ "window": "fixed", "customerRate": 0.5 }""", "customerRate")]
    [InlineData("""{ "customerWindowSeconds": 0 }""", "customerWindowSeconds")]
    [InlineData("""{ "burst": 0 }""", "burst")]
    [InlineData("""{ "window": "round" }""", "window")]
    [InlineData("""{ "window": 1 }""", "window")]
    [InlineData("""{ "windowSeconds": 0 }""", "windowSeconds")]
    [InlineData("""{ "window": "fixed", "rate": 0.5 }""", "rate")]
    [InlineData("""{ "retryAfter": "later" }""", "retryAfter")]
    [InlineData("""{ "countRejected": 1 }""", "countRejected")]
    [InlineData("""{ "contract": 2020 }""", "contract")]
    [InlineData("""{ "rememberRequestIds": 0 }""", "rememberRequestIds")]
    [InlineData("""{ "readLagSeconds": -1 }""", "readLagSeconds")]
    [InlineData("""{ "readLagSeconds": 31536001 }""", "readLagSeconds")]
    [InlineData("""{ "commitDelaySeconds": -1 }""", "commitDelaySeconds")]
    [InlineData("""{ "commitDelaySeconds": null }""", "commitDelaySeconds")]
    [InlineData("""{ "speed": 1 }""", "speed")]
    [InlineData("""{ "faults": {} }""", "faults")]
    [InlineData("""{ "faults": [1] }""", "faults[0]")]
    [InlineData("""{ "faults": [{ "every": 1 }] }""", "faults[0].kind")]
    [InlineData("""{ "faults": [{ "kind": "status:99" }] }""", "faults[0].kind")]
    [InlineData("""{ "faults": [{ "kind": "reset" }, { "kind": "flood" }] }""", "faults[1].kind")]
    [InlineData("""{ "faults": [{ "kind": "reset", "every": 0 }] }""", "faults[0].every")]
    [InlineData("""{ "faults": [{ "kind": "reset", "every": 1, "probability": 1 }] }""", "faults[0].probability")]
    [InlineData("""{ "faults": [{ "kind": "reset", "probability": 2 }] }""", "faults[0].probability")]
    [InlineData("""{ "faults": [{ "kind": "reset", "method": "PUT" }] }""", "faults[0].method")]
    [InlineData("""{ "faults": [{ "kind": "reset", "times": -1 }] }""", "faults[0].times")]
    [InlineData("""{ "faults": [{ "kind": "reset", "how": "hard" }] }""", "faults[0].how")]
    [InlineData("""{ "faults": [{ "kind": "reset", "afterCommit": 1 }] }""", "faults[0].afterCommit")]
    [InlineData("""{ "faults": [{ "kind": "resetAfterCommit", "afterCommit": false }] }""", "faults[0].afterCommit cannot be false with resetAfterCommit")]
    [InlineData("""{ "faults": [{ "kind": "truncatedBody", "afterCommit": false }] }""", "faults[0].afterCommit cannot be false with truncatedBody")]
    [InlineData("""{ "faults": [{ "kind": "status:503", "method": "get", "afterCommit": true }] }""", "faults[0].afterCommit cannot be true with the method GET")]
    [InlineData("[]", "dials")]
    [InlineData("{", "dials")]
    public async Task Dial_out_of_bounds_is_named_and_nothing_changes(string dials, string name)
    {
        var before = Host.Dials;

        var answer = await SetDialsAsync(dials);

        Assert.Equal(400, answer.Status);
        Assert.Contains(name, answer.Json.GetProperty("message").GetString());
        Assert.Same(before, Host.Dials);
    }

    [Fact]
    public async Task Reads_that_lag_show_a_qualification_when_the_lag_is_over()
    {
        await SetDialsAsync("""{ "readLagSeconds": 10 }""");
        await Caller.SetAsync(StateOwned);

        Assert.Equal("[]", (await Caller.GetAsync(Path(First))).Text);
        Assert.Single(Assert.Single(Host.State.Customers).Qualifications);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("""[{"qualification":"StateOwnedEntity"}]""", (await Caller.GetAsync(Path(First))).Text);
    }

    [Fact]
    public async Task Request_that_lost_its_answer_can_take_effect_later()
    {
        await SetDialsAsync("""{ "commitDelaySeconds": 10, "faults": [{ "kind": "reset", "method": "POST", "times": 1, "afterCommit": true }] }""");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Caller.SetAsync(StateOwned));

        Assert.Equal("[]", (await Caller.GetAsync(Path(First))).Text);
        Assert.Equal((1, 0), (Host.State.Customers[0].PostsArrived, Host.State.Customers[0].PostsEffective));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("""[{"qualification":"StateOwnedEntity"}]""", (await Caller.GetAsync(Path(First))).Text);
        Assert.Equal((1, 1), (Host.State.Customers[0].PostsArrived, Host.State.Customers[0].PostsEffective));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(true, 1)]
    public async Task Hanging_answer_is_cut_after_two_minutes_whether_the_request_took_effect_or_not(bool? afterCommit, int effective)
    {
        SetFault(new Fault("hang") { AfterCommit = afterCommit });
        var pending = Caller.SetAsync(StateOwned);
        await time.UntilTimerAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((1, effective), (Host.State.Customers[0].PostsArrived, Host.State.Customers[0].PostsEffective));

        time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.False(pending.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => pending);
        Assert.Equal((1, effective), (Host.State.Customers[0].PostsArrived, Host.State.Customers[0].PostsEffective));
    }

    [Fact]
    public async Task State_tells_what_happened_and_never_a_token()
    {
        var token = Host.IssueToken(SandboxTokenKind.User);
        await Caller.SetAsync(Education, First, ("Authorization", $"Bearer {token}"), ("Cookie", "crumb"));
        await Caller.SetAsync(Education);
        await Caller.SetAsync(StateOwned, "D0000000-0000-4000-8000-000000000001");
        await Caller.GetAsync(Path(First), ("MS-CorrelationId", "5b7ca8a1-d6ab-4dd0-9dcd-0a2c7cf9a1ee"));

        var answer = await Caller.GetAsync("/emulator/state");

        var state = answer.Json;
        Assert.Equal(4, state.GetProperty("requests").GetInt32());
        Assert.Equal(1, state.GetProperty("byStatus").GetProperty("200").GetInt32());
        Assert.Equal(1, state.GetProperty("byStatus").GetProperty("403").GetInt32());
        Assert.Equal((0, 0, 1), (state.GetProperty("throttled").GetInt32(), state.GetProperty("unanswered").GetInt32(), state.GetProperty("peakConcurrency").GetInt32()));
        var customers = state.GetProperty("customers");
        Assert.Equal(First, customers[0].GetProperty("customerId").GetString());
        Assert.Equal("InReview", customers[0].GetProperty("qualifications")[0].GetProperty("vettingStatus").GetString());
        Assert.Equal((2, 1), (customers[0].GetProperty("postsArrived").GetInt32(), customers[0].GetProperty("postsEffective").GetInt32()));
        Assert.Equal("d0000000-0000-4000-8000-000000000001", customers[1].GetProperty("customerId").GetString());
        Assert.Equal(4, state.GetProperty("validationCodes")[0].GetProperty("remainingCreates").GetInt32());
        var last = state.GetProperty("lastRequests")[3];
        Assert.Equal(("GET", Path(First)), (last.GetProperty("method").GetString()!, last.GetProperty("path").GetString()!));
        Assert.Equal("5b7ca8a1-d6ab-4dd0-9dcd-0a2c7cf9a1ee", last.GetProperty("headers").GetProperty("MS-CorrelationId").GetString());
        Assert.Equal("Bearer (redacted)", last.GetProperty("headers").GetProperty("Authorization").GetString());
        Assert.DoesNotContain("eyJ", answer.Text);
        Assert.DoesNotContain("crumb", answer.Text);
    }

    [Theory]
    [InlineData("requests=2", 2)]
    [InlineData("customers=2", 3)]
    [InlineData("requests=1&underWay=0", 1)]
    public async Task State_that_is_waited_for_is_answered_once_so_much_has_arrived(string condition, int requests)
    {
        var waiting = Caller.GetAsync($"/emulator/state?{condition}");

        await Caller.SetAsync(StateOwned);
        if (requests > 1) await Caller.GetAsync(Path(First));
        if (requests > 2) await Caller.SetAsync(StateOwned, Customer(2));

        Assert.Equal(requests, (await waiting).Json.GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task State_cannot_be_waited_for_by_anything_but_numbers()
    {
        var answer = await Caller.GetAsync("/emulator/state?customers=all");

        Assert.Equal(400, answer.Status);
        Assert.Contains("customers", answer.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task State_keeps_the_last_fifty_requests()
    {
        for (var count = 0; count < 60; count++) await Caller.GetAsync($"{Path(First)}?n={count}");

        Assert.Equal(50, Host.State.LastRequests.Count);
        Assert.Equal($"{Path(First)}?n=10", Host.State.LastRequests[0].Path);
        Assert.Equal(60, Host.State.Requests);
    }

    [Fact]
    public async Task Peak_is_how_many_were_under_way_at_once()
    {
        Host.Dials = Host.Dials with { LatencyMs = 100 };

        var pending = Enumerable.Range(0, 128).Select(_ => Caller.GetAsync(Path(First))).ToArray();
        await Host.WaitForStateAsync(new StateCondition { UnderWay = 128 }, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var answers = await time.DriveAsync(Task.WhenAll(pending));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(128, Host.State.PeakConcurrency);
    }

    [Theory]
    [InlineData("user", 200)]
    [InlineData("app", 200)]
    [InlineData("userWithoutMfa", 401)]
    [InlineData("expired", 401)]
    public async Task Token_of_each_kind_can_be_had(string kind, int status)
    {
        var token = await Caller.GetAsync($"/emulator/token?kind={kind}");
        using var network = new SocketsHttpHandler();
        using var caller = new RawCaller(network, Host.Address, token.Text);

        Assert.Equal("text/plain", token.ContentType);
        Assert.Equal(status, (await caller.GetAsync(Path(First))).Status);
    }

    [Fact]
    public async Task Token_lives_as_long_as_asked()
    {
        var token = await Caller.GetAsync("/emulator/token?kind=user&lifetime=60");
        using var network = new SocketsHttpHandler();
        using var caller = new RawCaller(network, Host.Address, token.Text);

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(200, (await caller.GetAsync(Path(First))).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await caller.GetAsync(Path(First))).Status);
    }

    [Fact]
    public async Task Reset_forgets_what_happened_and_keeps_the_dials()
    {
        await SetDialsAsync("""{ "rate": 1, "burst": 2, "countRejected": false }""");
        await Caller.SetAsync(StateOwned);
        await Caller.SetAsync(StateOwned);
        Assert.Equal(429, (await Caller.GetAsync(Path(First))).Status);

        Assert.Equal(204, (await Caller.SendAsync(HttpMethod.Post, "/emulator/reset", null)).Status);

        Assert.Equal((0, 0), (Host.State.Requests, Host.State.Customers.Count));
        Assert.Equal(1, Host.Dials.Rate);
        Assert.Equal(201, (await Caller.SetAsync(StateOwned)).Status);
    }

    [Theory]
    [InlineData("GET", "/emulator/token?kind=queen", 400)]
    [InlineData("GET", "/emulator/token?lifetime=long", 400)]
    [InlineData("DELETE", "/emulator/state", 405)]
    [InlineData("GET", "/emulator/reset", 405)]
    [InlineData("GET", "/emulator/else", 404)]
    public async Task Own_route_that_does_not_exist_says_what_does(string method, string path, int status)
    {
        var answer = await Caller.SendAsync(new HttpMethod(method), path, null);

        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Json.GetProperty("message").GetString()!);
        Assert.Equal(0, Host.State.Requests);
    }

    [Fact]
    public async Task Ten_thousand_customers_are_paged_over_loopback()
    {
        await using var host = await EmulatorHost.StartAsync(new EmulatorOptions { CustomerCount = 10_000 });
        using var network = new SocketsHttpHandler();
        using var caller = new RawCaller(network, host.Address, host.IssueToken(SandboxTokenKind.App));
        var seen = new HashSet<string>(StringComparer.Ordinal);

        var page = (await caller.GetAsync("/v1/customers?size=500")).Json;
        while (true)
        {
            seen.UnionWith(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (!page.GetProperty("links").TryGetProperty("next", out var next)) break;
            page = (await caller.GetAsync("/v1/customers?seekOperation=Next", ("MS-ContinuationToken", next.GetProperty("headers")[0].GetProperty("value").GetString()!))).Json;
        }

        Assert.Equal(10_000, seen.Count);
        Assert.Equal(20, host.State.Requests);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://192.0.2.1:5199")]
    [InlineData("https://127.0.0.1:0")]
    public async Task Address_that_is_not_plain_loopback_is_refused(string address)
    {
        var refused = await Assert.ThrowsAsync<DialException>(() => EmulatorHost.StartAsync(new EmulatorOptions { Address = new Uri(address) }));

        Assert.Contains("loopback only", refused.Message);
    }

    [Theory]
    [InlineData(new[] { "--urls", "http://0.0.0.0:5199" }, "loopback only")]
    [InlineData(new[] { "--rate", "fast" }, "rate must be a number")]
    [InlineData(new[] { "--contract", "2020" }, "contract must be")]
    [InlineData(new[] { "--speed", "1" }, "'speed' is not a dial")]
    [InlineData(new[] { "--customers", "few" }, "customers must be")]
    [InlineData(new[] { "--customers" }, "--customers needs a value")]
    [InlineData(new[] { "fast" }, "'fast' is not an option")]
    public async Task Command_line_that_cannot_be_read_says_why(string[] arguments, string reason)
    {
        using var emulator = Start(arguments);

        var text = await emulator.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await emulator.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(2, emulator.ExitCode);
        Assert.Contains(reason, text);
    }

    [Fact]
    public async Task Port_that_is_taken_is_named()
    {
        using var emulator = Start("--urls", Host.Address.ToString());

        var text = await emulator.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await emulator.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(1, emulator.ExitCode);
        Assert.Contains(Host.Address.ToString(), text);
    }

    [Fact]
    public async Task Process_prints_its_address_obeys_its_options_and_ends_when_asked()
    {
        using var emulator = Start("--urls", "http://127.0.0.1:0", "--customers=2", "--vetting-seconds", "0", "--window", "fixed", "--faults", """[{"kind":"status:503","method":"POST"}]""");
        try
        {
            var line = await emulator.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.StartsWith("Now listening on: http://127.0.0.1:", line, StringComparison.Ordinal);
            using var network = new SocketsHttpHandler();
            var address = new Uri(line!["Now listening on: ".Length..]);
            using var stranger = new RawCaller(network, address, null);
            using var caller = new RawCaller(network, address, (await stranger.GetAsync("/emulator/token")).Text);
            Assert.Equal(2, (await caller.GetAsync("/v1/customers")).Json.GetProperty("totalCount").GetInt32());
            Assert.Equal(503, (await caller.SetAsync(StateOwned)).Status);
            var dials = (await caller.GetAsync("/emulator/dials")).Json;
            Assert.Equal((0, "fixed"), (dials.GetProperty("vettingSeconds").GetInt32(), dials.GetProperty("window").GetString()!));

            if (OperatingSystem.IsWindows()) return;
            using var kill = Process.Start("kill", ["-TERM", emulator.Id.ToString()]);
            await emulator.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal(0, emulator.ExitCode);
        }
        finally
        {
            if (!emulator.HasExited) emulator.Kill();
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var emulator = typeof(EmulatorHost).Assembly.Location;

        // The libraries are those of this test run, whichever builds they are.
        var libraries = System.IO.Path.ChangeExtension(typeof(EmulatorControlTests).Assembly.Location, ".deps.json");
        foreach (var argument in new[] { "exec", "--depsfile", libraries, "--runtimeconfig", System.IO.Path.ChangeExtension(emulator, ".runtimeconfig.json"), emulator }.Concat(arguments)) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private Task<RawAnswer> SetDialsAsync(string dials) => Caller.SendAsync(HttpMethod.Put, "/emulator/dials", Json(dials));
}
