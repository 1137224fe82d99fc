using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_status_that_passes_is_tried_again(int status)
    {
        var builder = new ClientBuilder(Answer(status), Answer(status), Answer(200, "[]"));

        Assert.Empty(await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer)));

        Assert.Equal(3, builder.Sent.Count);
    }

    [Theory]
    [InlineData(501)]
    [InlineData(505)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(307)]
    public async Task Any_other_status_is_final(int status)
    {
        var builder = new ClientBuilder(Answer(status));

        await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Single(builder.Sent);
    }

    [Fact]
    public async Task A_lost_connection_and_a_lost_body_are_tried_again()
    {
        var builder = new ClientBuilder(Throw(Lost), Throw(() => new IOException("reset")), AnswerStream(200, new BrokenStream("[{"u8.ToArray())), Answer(200, "[]"));

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(4, builder.Sent.Count);
    }

    [Fact]
    public async Task An_attempt_that_hangs_is_cut_and_tried_again()
    {
        var builder = new ClientBuilder(Hang, Answer(200, "[]")) { Options = new PartnerCenterOptions { AttemptTimeout = TimeSpan.FromSeconds(30) } };
        var start = builder.Time.GetUtcNow();

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(2, builder.Sent.Count);
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Failures_end_with_the_last_attempt_allowed()
    {
        var builder = new ClientBuilder(Answer(503, """{"code":"1","description":"busy"}""")) { Options = new PartnerCenterOptions { MaxAttempts = 4 } };

        var error = await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(4, builder.Sent.Count);
        Assert.Equal(PartnerCenterErrorKind.ServiceUnavailable, error.Kind);
        Assert.Contains("4 times", error.Message, StringComparison.Ordinal);
        Assert.Contains("busy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_grow_where_the_service_names_none()
    {
        var times = new List<DateTimeOffset>();
        var builder = new ClientBuilder(Answer(503));
        var trace = new RecordingTrace(TraceLevel.Story);
        trace.OnWrite = _ => times.Add(builder.Time.GetUtcNow());

        await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, new CallOptions { Trace = trace }));

        var total = times[^1] - times[0];
        Assert.InRange(total, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(120));
        var gaps = times.Distinct().ToArray();
        Assert.True(gaps[^1] - gaps[^2] > gaps[1] - gaps[0], string.Join(' ', gaps.Select(gap => gap.ToString("mm:ss.fff", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Being_throttled_uses_up_no_attempts()
    {
        var steps = Enumerable.Repeat(Answer(429, "", RetryAfter(TimeSpan.FromSeconds(5))), 12).Append(Answer(201)).ToArray();
        var builder = new ClientBuilder(steps) { Options = new PartnerCenterOptions { MaxAttempts = 2, TotalTimeout = TimeSpan.FromHours(1) } };

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(13, builder.Sent.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_after_in_seconds_is_waited_for(int status)
    {
        var builder = new ClientBuilder(Answer(status, ClientBuilder.Payload("error-throttled-429.txt"), RetryAfter(TimeSpan.FromSeconds(57))), Answer(200, "[]"));

        Assert.Equal(TimeSpan.FromSeconds(57), await TimeTakenAsync(builder));
    }

    [Fact]
    public async Task Retry_after_as_a_date_goes_by_the_servers_own_clock()
    {
        var theirs = new DateTimeOffset(2031, 5, 1, 12, 0, 0, TimeSpan.Zero);
        var builder = new ClientBuilder(
            Answer(429, "", answer =>
            {
                answer.Headers.Date = theirs;
                answer.Headers.RetryAfter = new RetryConditionHeaderValue(theirs.AddSeconds(40));
            }),
            Answer(200, "[]"));

        Assert.Equal(TimeSpan.FromSeconds(40), await TimeTakenAsync(builder));
    }

    [Fact]
    public async Task Retry_after_as_a_date_goes_by_our_clock_where_the_answer_has_none()
    {
        var builder = new ClientBuilder();
        var until = builder.Time.GetUtcNow().AddSeconds(30);
        builder = new ClientBuilder(Answer(429, "", answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(until)), Answer(200, "[]"));

        Assert.Equal(TimeSpan.FromSeconds(30), await TimeTakenAsync(builder));
    }

    [Fact]
    public async Task Retry_after_in_the_past_is_a_wait_of_our_own()
    {
        var builder = new ClientBuilder(Answer(429, "", answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero))), Answer(200, "[]"));

        Assert.InRange(await TimeTakenAsync(builder), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_wait_beyond_the_total_time_is_not_begun()
    {
        var builder = new ClientBuilder(Answer(429, ClientBuilder.Payload("error-throttled-429.txt"), RetryAfter(TimeSpan.FromMinutes(20))));
        var start = builder.Time.GetUtcNow();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.Throttled, TimeSpan.FromMinutes(20)), (error.Kind, error.RetryAfter!.Value));
        Assert.Equal(start, builder.Time.GetUtcNow());
        Assert.Contains("20 min", error.Message, StringComparison.Ordinal);
        Assert.Contains("Rate limit is exceeded", error.Message, StringComparison.Ordinal);
        Assert.True(error.OutcomeIsKnown);
    }

    [Fact]
    public async Task Throttling_without_end_ends_with_the_total_time()
    {
        var builder = new ClientBuilder(Answer(429)) { Options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromMinutes(3) } };
        var start = builder.Time.GetUtcNow();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.Throttled, error.Kind);
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));
        Assert.True(error.OutcomeIsKnown);
    }

    [Fact]
    public async Task The_total_time_cuts_an_attempt_that_hangs()
    {
        var builder = new ClientBuilder(Answer(503), Hang, Answer(200, "[]")) { Options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromSeconds(20) } };
        var start = builder.Time.GetUtcNow();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        // Its answer is looked for all the same, and nothing more is sent.
        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Equal(TimeSpan.FromSeconds(40), builder.Time.GetUtcNow() - start);
        Assert.Equal("POST POST GET GET", builder.Methods);
    }

    [Fact]
    public async Task A_token_that_does_not_come_in_time_means_that_nothing_was_sent()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));
        builder.Tokens = new PartnerQualification.Client.StaticTokenSource(
            TestTokens.Expiring(builder.Time.GetUtcNow().AddHours(-1)),
            async cancellationToken =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "never";
            },
            builder.Time);

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("Nothing was sent", error.Message, StringComparison.Ordinal);
        Assert.Empty(builder.Sent);
    }

    [Theory]
    [MemberData(nameof(NotConnecting))]
    public async Task A_connection_that_never_came_about_changed_nothing(Exception failure)
    {
        var builder = new ClientBuilder(Throw(() => failure));
        var call = new TrackedCall();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.ConnectionFailed, true), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains("Nothing was sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, builder.Sent.Count);
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task A_request_whose_answer_is_lost_for_good_is_unknown()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]")) { Options = new PartnerCenterOptions { MaxAttempts = 1 } };
        var call = new TrackedCall();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains($"request for Education for customer {ClientBuilder.Customer}", error.Message, StringComparison.Ordinal);
        Assert.Contains("before you request", error.Remedy, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(error.InnerException);
        Assert.True(call.IsOpen);
    }

    [Fact]
    public async Task A_request_that_was_never_answered_is_unknown()
    {
        var builder = new ClientBuilder(Hang, Answer(200, "[]")) { Options = new PartnerCenterOptions { MaxAttempts = 1 } };

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public async Task Reading_that_was_never_answered_changed_nothing()
    {
        var lost = await new ClientBuilder(Throw(Lost)).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));
        var hung = await new ClientBuilder(Hang).FailAsync(client => client.GetValidationCodesAsync());

        Assert.All([lost, hung], error => Assert.Equal((PartnerCenterErrorKind.ConnectionFailed, true), (error.Kind, error.OutcomeIsKnown)));
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(502, false)]
    [InlineData(504, false)]
    [InlineData(503, true)]
    public async Task A_failure_of_the_service_says_whether_the_outcome_is_known(int status, bool isKnown)
    {
        var set = await new ClientBuilder(Answer(status)).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));
        var read = await new ClientBuilder(Answer(status)).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal((isKnown ? PartnerCenterErrorKind.ServiceUnavailable : PartnerCenterErrorKind.OutcomeUnknown, isKnown), (set.Kind, set.OutcomeIsKnown));
        Assert.Equal(!isKnown, set.Remedy.Contains("before you request", StringComparison.Ordinal));
        Assert.Equal((PartnerCenterErrorKind.ServiceUnavailable, true), (read.Kind, read.OutcomeIsKnown));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(401)]
    [InlineData(302)]
    public async Task Reading_that_fails_does_not_settle_what_left_before(int status)
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(status));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Equal((HttpStatusCode)status, Assert.IsType<PartnerCenterException>(error.InnerException).StatusCode);
        Assert.Single(builder.Sent, sent => sent.Method == "POST");
    }

    [Theory]
    [InlineData(400, """{"code":"3000","description":"Bad property"}""", PartnerCenterErrorKind.InvalidProperty)]
    [InlineData(400, "\"Customer tagging denied.\"", PartnerCenterErrorKind.TaggingDenied)]
    public async Task A_refusal_settles_what_left_before_and_is_not_there(int status, string body, PartnerCenterErrorKind kind)
    {
        var call = new TrackedCall();

        var error = await new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(200, "[]"), Answer(status, body), Answer(200, "[]")).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((kind, true), (error.Kind, error.OutcomeIsKnown));
        Assert.False(call.IsOpen);
        Assert.Equal(2, call.Attempts);
    }

    [Fact]
    public async Task A_sign_in_that_fails_later_does_not_hide_what_left_before()
    {
        var signIn = new PartnerCenterException(PartnerCenterErrorKind.SignInFailed, new ErrorText("No.", "Sign in."));
        var demands = 0;
        var builder = new ClientBuilder(Throw(Lost)) { Tokens = new CountingTokenSource { Failure = _ => demands++ == 0 ? null : signIn } };

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Same(signIn, error.InnerException);
    }

    [Fact]
    public async Task A_yes_whose_body_is_lost_took_effect_also_where_reading_does_not_show_it()
    {
        var call = new TrackedCall();
        var builder = new ClientBuilder(AnswerStream(201, new BrokenStream("{"u8.ToArray())), Answer(200, "[]"));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.UnexpectedResponse, true), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains("has taken effect", error.Message, StringComparison.Ordinal);
        Assert.Equal((true, false), (call.IsAccepted, call.IsOpen));
        Assert.Single(builder.Sent, sent => sent.Method == "POST");
    }

    [Fact]
    public async Task A_refusal_whose_body_is_lost_is_still_that_refusal()
    {
        var builder = new ClientBuilder(AnswerStream(409, new BrokenStream("{"u8.ToArray())));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.AlreadyQualified, error.Kind);
        Assert.Single(builder.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_too_long_is_not_read_to_its_end(bool isAnnounced)
    {
        var body = new EndlessStream(isAnnounced ? 101 : null);
        var builder = new ClientBuilder(AnswerStream(200, body)) { Options = new PartnerCenterOptions { MaxResponseBytes = 100 } };

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync());

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains("longer than the 100 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxResponseBytes", error.Remedy, StringComparison.Ordinal);
        Assert.InRange(body.BytesRead, 0, 5000);
        Assert.Single(builder.Sent);
    }

    [Fact]
    public async Task An_answer_as_long_as_allowed_is_read()
    {
        var builder = new ClientBuilder(Answer(200, "[]".PadRight(100)), AnswerStream(200, new ChunkedStream("[]".PadRight(100)))) { Options = new PartnerCenterOptions { MaxResponseBytes = 100 } };

        Assert.Empty(await builder.RunAsync(client => client.GetValidationCodesAsync()));
        Assert.Empty(await builder.RunAsync(client => client.GetValidationCodesAsync()));
    }

    [Fact]
    public async Task A_yes_that_is_too_long_took_effect_and_a_no_that_is_too_long_did_not()
    {
        var options = new PartnerCenterOptions { MaxResponseBytes = 10 };

        var yes = await new ClientBuilder(Answer(201, new string('x', 11))) { Options = options }.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));
        var no = await new ClientBuilder(Answer(400, new string('x', 11))) { Options = options }.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Contains("has taken effect", yes.Message, StringComparison.Ordinal);
        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, no.Kind);
    }

    public static TheoryData<Exception> NotConnecting() =>
    [
        new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)),
        new HttpRequestException("no such host", new SocketException((int)SocketError.HostNotFound)),
        new HttpRequestException("TLS", new System.Security.Authentication.AuthenticationException("certificate")),
        new HttpRequestException("inner", new WebException("refused", WebExceptionStatus.ConnectFailure)),
        new TaskCanceledException("connecting took too long", new TimeoutException()),
    ];

    private static HttpRequestException Lost() => new("lost", new IOException("reset", new SocketException((int)SocketError.ConnectionReset)));

    private static Action<HttpResponseMessage> RetryAfter(TimeSpan delay) => answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(delay);

    private static async Task<TimeSpan> TimeTakenAsync(ClientBuilder builder)
    {
        var start = builder.Time.GetUtcNow();
        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));
        Assert.Equal(2, builder.Sent.Count);
        return builder.Time.GetUtcNow() - start;
    }
}
