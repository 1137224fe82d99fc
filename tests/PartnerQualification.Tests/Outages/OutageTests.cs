using System.Net.Http.Headers;
using System.Net.Sockets;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;
using Step = System.Func<System.Net.Http.HttpRequestMessage, System.Threading.CancellationToken, System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage>>;

namespace PartnerQualification.Tests.Outages;

/// <summary>What an outage of the whole service costs, and how it ends, in fake time.</summary>
public sealed class OutageTests
{
    private static readonly Step Unavailable = Answer(503);

    private static readonly Step Broken = Throw(() => new HttpRequestException("lost", new IOException("reset", new SocketException((int)SocketError.ConnectionReset))));

    private static readonly Step Refused = Throw(() => new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)));

    /// <summary>How the service fails, and whether rows are set or read.</summary>
    public static TheoryData<string, bool> Outages => new MatrixTheoryData<string, bool>(["503", "lost"], [true, false]);

    private static TimeSpan Latency => TimeSpan.FromMilliseconds(100);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Eight_thousand_rows_in_a_total_outage_cost_a_few_requests_and_two_minutes(string failure, bool isSetting)
    {
        var builder = AfterLatency((_, _) => StepOf(failure));
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();
        var run = new RowRun(client, isSetting);

        await builder.Time.DriveAsync(run.RunAsync(8000));

        Report($"total outage, {failure}, {(isSetting ? "set" : "read")}", builder, start, run);
        Assert.InRange(builder.Sent.Count, 16, 40);
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.FromSeconds(110), TimeSpan.FromSeconds(115));
        Assert.Equal(16, run.Errors.Count);
        Assert.All(run.Errors, error => Assert.Equal((PartnerCenterErrorKind.ServiceOutage, start), (OutageOf(error).Kind, OutageOf(error).OutageSince - Latency)));
        Assert.All(run.Errors, error => Assert.Equal(!(isSetting && failure == "lost"), error.OutcomeIsKnown));
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task An_outage_of_a_minute_costs_no_row(string failure, bool isSetting)
    {
        // It begins in the middle of the run.
        var begin = new FakeTimeProvider().GetUtcNow().AddSeconds(0.5);
        var builder = AfterLatency((_, now) => now >= begin && now < begin.AddMinutes(1) ? StepOf(failure) : SetOrRead());
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();
        var run = new RowRun(client, isSetting);

        await builder.Time.DriveAsync(run.RunAsync(200));

        Report($"a minute's outage, {failure}, {(isSetting ? "set" : "read")}", builder, start, run);
        Assert.Empty(run.Errors);
        Assert.Equal(200, run.Done.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task An_outage_is_told_while_it_lasts()
    {
        var begin = new FakeTimeProvider().GetUtcNow().AddSeconds(0.5);
        PartnerCenterClient client = null!;
        var told = new List<TimeSpan?>();
        var builder = AfterLatency((_, now) =>
        {
            lock (told) told.Add(client.Pacing.OutageLasted);
            return now >= begin && now < begin.AddMinutes(1) ? StepOf("503") : SetOrRead();
        });
        using (client = builder.Build())
        {
            await builder.Time.DriveAsync(new RowRun(client, isSetting: false).RunAsync(200));

            Assert.Null(told[0]);
            Assert.InRange(told.Max() ?? TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(61));
            Assert.Null(client.Pacing.OutageLasted);
        }
    }

    [Fact]
    public async Task A_customer_that_always_fails_is_its_own_error_and_slows_nobody()
    {
        ClientBuilder builder = null!;
        var times = new List<DateTimeOffset>();
        builder = new ClientBuilder((request, cancellationToken) =>
        {
            var isPoison = request.RequestUri!.AbsolutePath.Contains(RowRun.CustomerId(7), StringComparison.Ordinal);
            if (!isPoison) lock (times) times.Add(builder.Time.GetUtcNow());
            return (isPoison ? Answer(500) : Answer(200, "[]"))(request, cancellationToken);
        });
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: false);

        await builder.Time.DriveAsync(run.RunAsync(100));
        var end = builder.Time.GetUtcNow();
        await client.GetQualificationsAsync(RowRun.CustomerId(8), cancellationToken: Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        var error = Assert.Single(run.Errors);
        Assert.Equal((PartnerCenterErrorKind.ServiceUnavailable, RowRun.CustomerId(7), false), (error.Kind, error.CustomerId, error.MeetsEveryRequest));
        Assert.Equal(99, run.Done.Count);
        Assert.All(times.SkipLast(1), time => Assert.Equal(start, time));
        Assert.Equal(end, times[^1]);
    }

    [Fact]
    public async Task A_customer_that_fails_in_call_after_call_is_no_outage()
    {
        var builder = new ClientBuilder(Unavailable);
        using var client = builder.Build();

        for (var call = 0; call < 6; call++)
        {
            var error = await Assert.ThrowsAsync<PartnerCenterException>(() => builder.Time.DriveAsync(client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token)));
            Assert.Equal(PartnerCenterErrorKind.ServiceUnavailable, error.Kind);
        }

        Assert.Equal(36, builder.Sent.Count);
    }

    [Fact]
    public async Task Fewer_than_five_at_once_end_by_themselves()
    {
        var builder = new ClientBuilder(Unavailable);
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: true);

        await builder.Time.DriveAsync(run.RunAsync(4, atOnce: 4));

        Assert.Equal(24, builder.Sent.Count);
        Assert.All(run.Errors, error => Assert.Equal((PartnerCenterErrorKind.ServiceUnavailable, false), (error.Kind, error.MeetsEveryRequest)));
    }

    [Fact]
    public async Task Another_row_is_sent_each_time_and_nobody_uses_up_attempts_by_waiting()
    {
        var builder = AfterLatency((_, _) => Unavailable);
        using var client = builder.Build();

        await builder.Time.DriveAsync(new RowRun(client, isSetting: true).RunAsync(16));

        var probed = builder.Sent.Skip(16).Select(request => request.Address).ToArray();
        Assert.Equal(11, probed.Length);
        Assert.Equal(probed.Length, probed.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(200, "[]", true)]
    [InlineData(400, """{"code":"3000","description":"Bad property"}""", true)]
    [InlineData(404, """{"code":"600009","description":"Not found"}""", true)]
    [InlineData(401, "", true)]
    [InlineData(429, "", true)]
    [InlineData(200, "<html>Sign in to this network</html>", false)]
    [InlineData(302, "", false)]
    [InlineData(403, "<html>Blocked</html>", false)]
    [InlineData(407, "", false)]
    [InlineData(501, "", false)]
    [InlineData(504, "", false)]
    public async Task Only_what_the_service_itself_has_answered_lets_everybody_go_on(int status, string body, bool goOn)
    {
        var times = new List<TimeSpan>();
        var probed = Answer(status, body);
        ClientBuilder builder = null!;
        builder = new ClientBuilder((request, cancellationToken) =>
        {
            times.Add(builder.Time.GetUtcNow() - new FakeTimeProvider().GetUtcNow());
            return (times.Count <= 5 ? Unavailable : times.Count == 6 ? probed : Answer(200, "[]"))(request, cancellationToken);
        });
        using var client = builder.Build();

        await builder.Time.DriveAsync(new RowRun(client, isSetting: false).RunAsync(8, atOnce: 8));

        Assert.Equal(TimeSpan.FromSeconds(1), times[5]);
        Assert.Equal(goOn ? TimeSpan.FromSeconds(status == 429 ? 2 : 1) : TimeSpan.FromSeconds(3), times[6]);
    }

    [Fact]
    public async Task Of_those_who_wait_one_that_only_reads_goes_first()
    {
        var builder = new ClientBuilder(Unavailable);
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: true).RunAsync(5, atOnce: 5);
        var set = client.SetQualificationAsync(QualificationRequest.Create(RowRun.CustomerId(6), Qualifications.StateOwnedEntity), cancellationToken: Token);
        var read = client.GetQualificationsAsync(RowRun.CustomerId(7), cancellationToken: Token);

        await builder.Time.DriveAsync(Task.WhenAll(run, Assert.ThrowsAsync<PartnerCenterException>(() => set), Assert.ThrowsAsync<PartnerCenterException>(() => read)));

        Assert.Equal(("GET", "POST"), (builder.Sent[5].Method, builder.Sent[6].Method));
        Assert.Contains(RowRun.CustomerId(6), builder.Sent[6].Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_was_never_sent_says_so_and_what_to_do()
    {
        var builder = new ClientBuilder(Unavailable);
        using var client = builder.Build();
        var call = new TrackedCall();
        var run = new RowRun(client, isSetting: true).RunAsync(16);
        var late = Assert.ThrowsAsync<PartnerCenterException>(() => client.SetQualificationAsync(ClientBuilder.Education, call, Token));
        builder.Time.Advance(TimeSpan.FromSeconds(0.5));

        await builder.Time.DriveAsync(run);
        var error = await late;

        Assert.True(error.MeetsEveryRequest && error.OutcomeIsKnown);
        Assert.Contains("nothing has got through to Partner Center since", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("in the end it answered 503", error.Message, StringComparison.Ordinal);
        Assert.Contains("has changed nothing", error.Message, StringComparison.Ordinal);
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task A_row_that_is_open_stays_unknown_with_the_outage_as_its_cause()
    {
        var builder = new ClientBuilder(Broken);
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: true);

        await builder.Time.DriveAsync(run.RunAsync(16));

        // The others waited for the end of the outage, and were never sent.
        var open = run.Errors.Where(error => !error.OutcomeIsKnown).ToArray();
        Assert.Equal(builder.Sent.Count(sent => sent.Method == "POST"), open.Length);
        Assert.InRange(open.Length, 5, 16);
        Assert.All(open, error =>
        {
            Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.MeetsEveryRequest));

            // A row whose request was one of the last probes is looked for when the outage has been given up already, and finds out for itself.
            var cause = Assert.IsType<PartnerCenterException>(error.InnerException).Kind;
            Assert.Contains(cause, (PartnerCenterErrorKind[])[PartnerCenterErrorKind.ServiceOutage, PartnerCenterErrorKind.ConnectionFailed]);
        });
        Assert.Contains(open, error => error.InnerException is PartnerCenterException { Kind: PartnerCenterErrorKind.ServiceOutage });
        Assert.All(run.Errors.Except(open), error => Assert.Equal(PartnerCenterErrorKind.ServiceOutage, error.Kind));
    }

    [Fact]
    public async Task After_an_outage_the_session_begins_anew()
    {
        ClientBuilder builder = null!;
        var isOver = false;
        builder = new ClientBuilder((request, cancellationToken) => (isOver ? Answer(200, "[]") : Unavailable)(request, cancellationToken));
        using var client = builder.Build();
        await builder.Time.DriveAsync(new RowRun(client, isSetting: false).RunAsync(16));
        var end = builder.Time.GetUtcNow();

        isOver = true;
        await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal(end, builder.Time.GetUtcNow());
    }

    [Fact]
    public async Task Whoever_waits_to_be_sent_again_as_an_outage_is_given_up_ends_without_another_request()
    {
        // The service asks the first one for a wait that outlasts the outage.
        var builder = new ClientBuilder(Answer(503, "", RetryAfter(300)), Unavailable);
        using var client = builder.Build();
        var patient = Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));
        var run = new RowRun(client, isSetting: false);

        await builder.Time.DriveAsync(run.RunAsync(16));
        var sent = builder.Sent.Count;
        var error = await builder.Time.DriveAsync(patient);

        Assert.Equal((PartnerCenterErrorKind.ServiceOutage, sent), (error.Kind, builder.Sent.Count));
    }

    [Fact]
    public async Task Whoever_is_cancelled_while_waiting_leaves_at_once()
    {
        var builder = new ClientBuilder(Unavailable);
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: false).RunAsync(5, atOnce: 5);
        using var stop = new CancellationTokenSource();
        var waiting = client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal(5, builder.Sent.Count);
        await builder.Time.DriveAsync(run);
    }

    [Fact]
    public async Task A_probe_that_is_cancelled_frees_its_place()
    {
        var isProbeOut = new TaskCompletionSource();
        var builder = new ClientBuilder(Unavailable, Unavailable, Unavailable, Unavailable, Unavailable, HangAsync, Answer(200, "[]"));
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: false);
        var rows = run.RunAsync(5, atOnce: 5);
        using var stop = new CancellationTokenSource();
        var probe = client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: stop.Token);
        builder.Time.Advance(TimeSpan.FromSeconds(2));
        await isProbeOut.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        var start = builder.Time.GetUtcNow();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.WaitAsync(TimeSpan.FromSeconds(30), Token));
        await builder.Time.DriveAsync(rows);

        Assert.Equal(5, run.Done.Count);
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        Task<HttpResponseMessage> HangAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            isProbeOut.SetResult();
            return Hang(request, cancellationToken);
        }
    }

    [Fact]
    public async Task Closing_the_client_ends_those_who_wait()
    {
        var builder = new ClientBuilder(Unavailable);
        var client = builder.Build();
        var run = new RowRun(client, isSetting: false).RunAsync(5, atOnce: 5);
        var waiting = Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));

        client.Dispose();

        Assert.Equal(PartnerCenterErrorKind.NotConnected, (await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token)).Kind);
        await run.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Being_throttled_for_long_is_no_outage()
    {
        ClientBuilder builder = null!;
        builder = new ClientBuilder((request, cancellationToken) =>
            (builder.Time.GetUtcNow() < new FakeTimeProvider().GetUtcNow().AddMinutes(5) ? Answer(429, "", RetryAfter(20)) : Answer(200, "[]"))(request, cancellationToken));
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: false);

        await builder.Time.DriveAsync(run.RunAsync(100));

        Assert.Empty(run.Errors);
        Assert.Equal(100, run.Done.Count);
    }

    [Fact]
    public async Task Failures_between_throttled_answers_are_no_outage()
    {
        ClientBuilder builder = null!;
        builder = new ClientBuilder((request, cancellationToken) => (builder.Sent.Count % 2 == 0 ? Unavailable : Answer(429, "", RetryAfter(5)))(request, cancellationToken));
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: false);

        await builder.Time.DriveAsync(run.RunAsync(16));

        Assert.All(run.Errors, error => Assert.Equal(PartnerCenterErrorKind.ServiceUnavailable, error.Kind));
    }

    [Fact]
    public async Task A_pause_in_which_a_probe_waits_does_not_count_as_time_without_success()
    {
        ClientBuilder builder = null!;
        var held = new TaskCompletionSource();
        builder = new ClientBuilder(async (request, cancellationToken) =>
        {
            // All six leave before the first answer comes.
            var number = builder.Sent.Count;
            if (number == 6) held.SetResult();
            if (number <= 6) await held.Task;
            return await (number == 1 ? Answer(429, "", RetryAfter(300)) : number <= 8 ? Unavailable : Answer(200, "[]"))(request, cancellationToken);
        })
        {
            Options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromHours(1) },
        };
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: false);

        await builder.Time.DriveAsync(run.RunAsync(6, atOnce: 6));

        Assert.Empty(run.Errors);
        Assert.Equal(6, run.Done.Count);
    }

    [Fact]
    public async Task A_service_that_never_answers_takes_as_long_as_its_time_outs()
    {
        var builder = new ClientBuilder(Hang);
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: false);

        await builder.Time.DriveAsync(run.RunAsync(8000));

        Report("a service that never answers, read", builder, start, run);
        Assert.InRange(builder.Sent.Count, 16, 20);
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(310));
    }

    [Fact]
    public async Task Connections_that_never_came_about_end_everybody_after_half_a_minute()
    {
        var builder = AfterLatency((_, _) => Refused);
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();
        var run = new RowRun(client, isSetting: true);

        await builder.Time.DriveAsync(run.RunAsync(8000));

        Report("refused from the start, set", builder, start, run);
        Assert.InRange(builder.Sent.Count, 16, 40);
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35));
        Assert.All(run.Errors, error => Assert.Equal((PartnerCenterErrorKind.ConnectionFailed, true, start), (error.Kind, error.MeetsEveryRequest, error.OutageSince - Latency)));
    }

    [Fact]
    public async Task One_row_whose_connections_never_came_about_says_that_all_would_meet_this()
    {
        var builder = new ClientBuilder(Refused);

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.ConnectionFailed, true), (error.Kind, error.MeetsEveryRequest));
        Assert.Equal(6, builder.Sent.Count);
    }

    [Fact]
    public async Task Connections_that_no_longer_come_about_are_an_outage_like_any_other()
    {
        var builder = new ClientBuilder(Answer(200, "[]"), Refused);
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();
        await client.GetValidationCodesAsync(cancellationToken: Token);
        var run = new RowRun(client, isSetting: true);

        await builder.Time.DriveAsync(run.RunAsync(8000));

        Assert.Equal(16, run.Errors.Count);
        Assert.All(run.Errors, error => Assert.Equal((PartnerCenterErrorKind.ServiceOutage, true), (error.Kind, error.OutcomeIsKnown)));
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.FromSeconds(110), TimeSpan.FromSeconds(115));
    }

    [Fact]
    public async Task A_row_whose_connections_no_longer_come_about_is_its_own_error()
    {
        var builder = new ClientBuilder(Answer(200, "[]"), Refused);
        using var client = builder.Build();
        await client.GetValidationCodesAsync(cancellationToken: Token);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => builder.Time.DriveAsync(client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token)));

        Assert.Equal((PartnerCenterErrorKind.ConnectionFailed, false), (error.Kind, error.MeetsEveryRequest));
    }

    [Fact]
    public async Task The_story_tells_when_an_outage_begins_and_when_it_is_over()
    {
        ClientBuilder builder = null!;
        builder = new ClientBuilder((request, cancellationToken) => (builder.Sent.Count <= 7 ? Unavailable : Answer(200, "[]"))(request, cancellationToken));
        var trace = new RecordingTrace(TraceLevel.Story);
        using var client = builder.Build();

        await builder.Time.DriveAsync(Task.WhenAll(Enumerable.Range(1, 5).Select(row => client.GetQualificationsAsync(RowRun.CustomerId(row), new CallOptions { Trace = trace }, Token))));

        Assert.Single(trace.Entries, entry => entry.Contains("with nothing getting through between them; in the end it answered 503", StringComparison.Ordinal));
        Assert.Single(trace.Entries, entry => entry.StartsWith("Partner Center answers again after ", StringComparison.Ordinal));
    }

    /// <summary>A client whose answers take a while, so that all who are at once have left before the first one comes back.</summary>
    private static ClientBuilder AfterLatency(Func<HttpRequestMessage, DateTimeOffset, Step> answer)
    {
        ClientBuilder builder = null!;
        return builder = new ClientBuilder(async (request, cancellationToken) =>
        {
            var left = builder.Time.GetUtcNow();
            await Task.Delay(Latency, builder.Time, cancellationToken);
            return await answer(request, left)(request, cancellationToken);
        });
    }

    private static Step StepOf(string failure) => failure == "503" ? Unavailable : Broken;

    /// <summary>Accepts what is set; a customer that is read has nothing.</summary>
    private static Step SetOrRead() => (request, cancellationToken) => (request.Method == HttpMethod.Post ? Answer(201) : Answer(200, "[]"))(request, cancellationToken);

    private static PartnerCenterException OutageOf(PartnerCenterException error) => error.Kind == PartnerCenterErrorKind.OutcomeUnknown ? (PartnerCenterException)error.InnerException! : error;

    private static Action<HttpResponseMessage> RetryAfter(int seconds) => answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));

    /// <summary>The figures of docs/outages.md.</summary>
    private static void Report(string what, ClientBuilder builder, DateTimeOffset start, RowRun run) =>
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"| {what} | {builder.Sent.Count} | {(builder.Time.GetUtcNow() - start).TotalSeconds:0.0} s | {run.Done.Count} | {run.Errors.Count} |"));
}
