using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class ThrottlingTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_longer_than_a_request_may_take_ends_it_with_the_time_to_go_on()
    {
        var builder = new ClientBuilder(Answer(429, ClientBuilder.Payload("error-throttled-429.txt"), RetryAfter(Hour)));
        var start = builder.Time.GetUtcNow();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.Throttled, Hour, start + Hour), (error.Kind, error.RetryAfter!.Value, error.ResumeAt!.Value));
        Assert.True(error.MeetsEveryRequest);
        Assert.Equal(start, builder.Time.GetUtcNow());
        Assert.Contains($"Go on at {Local(start + Hour)}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Rate limit is exceeded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_during_such_a_pause_sends_nothing_and_waits_for_nothing()
    {
        var builder = new ClientBuilder(Answer(429, "", RetryAfter(Hour)));
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();
        await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));
        builder.Time.Advance(TimeSpan.FromMinutes(6));

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(Another(1), cancellationToken: Token));

        Assert.Equal(
            (PartnerCenterErrorKind.Throttled, true, TimeSpan.FromMinutes(54), start + Hour),
            (error.Kind, error.OutcomeIsKnown, error.RetryAfter!.Value, error.ResumeAt!.Value));
        Assert.Single(builder.Sent);
        Assert.Equal(TimeSpan.FromMinutes(6), builder.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_pause_of_one_operation_is_none_of_the_others()
    {
        var builder = new ClientBuilder(
            Answer(429, "", RetryAfter(Hour)),
            Answer(201, ClientBuilder.Payload("set-education-201.txt")),
            Answer(200, ClientBuilder.Payload("get-validations-200.txt")),
            Answer(200, ClientBuilder.Payload("get-customers-page-200.txt")));
        using var client = builder.Build();
        await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));

        await client.SetQualificationAsync(ClientBuilder.Education, cancellationToken: Token);
        await client.GetValidationCodesAsync(cancellationToken: Token);
        await client.GetCustomersAsync(cancellationToken: Token);

        Assert.Equal(("reading qualifications", Hour, 1), (client.Pacing.PausedOperation, client.Pacing.PausedFor, client.Pacing.ThrottledAnswers));
        Assert.Equal(4, builder.Sent.Count);
    }

    [Fact]
    public async Task A_pause_of_one_customer_ends_its_row_only()
    {
        var service = new HeldService();
        var builder = new ClientBuilder(service.AnswerAsync);
        using var client = builder.Build();
        var limited = client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token);
        builder.Time.Advance(TimeSpan.FromMilliseconds(60));
        var others = Enumerable.Range(1, 5).Select(number => client.GetQualificationsAsync(Another(number), cancellationToken: Token)).ToArray();
        builder.Time.Advance(TimeSpan.FromMilliseconds(40));

        service.Release(0, Answer(429, "", RetryAfter(Hour)));
        while (client.Pacing.ThrottledAnswers == 0) await Task.Yield();
        for (var other = 1; other <= 5; other++) service.Release(other, Answer(200, "[]"));

        await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(30), Token);
        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => limited.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal((PartnerCenterErrorKind.Throttled, ClientBuilder.Customer, false, null), (error.Kind, error.CustomerId, error.MeetsEveryRequest, error.ResumeAt));
        Assert.Contains("Try again in 1 h", error.Message, StringComparison.Ordinal);
        Assert.Equal((TimeSpan.Zero, null), (client.Pacing.PausedFor, client.Pacing.RequestsPerSecond));
        Assert.Equal(6, builder.Sent.Count);
    }

    [Fact]
    public async Task Whoever_waits_for_a_short_pause_ends_when_it_becomes_a_long_one()
    {
        var builder = new ClientBuilder(Answer(429, "", RetryAfter(TimeSpan.FromSeconds(30))), Answer(429, "", RetryAfter(Hour)));
        var start = builder.Time.GetUtcNow();
        using var client = builder.Build();

        var calls = Enumerable.Range(0, 5).Select(_ => Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token))).ToArray();
        var errors = await builder.Time.DriveAsync(Task.WhenAll(calls));

        Assert.All(errors, error => Assert.Equal(start + TimeSpan.FromSeconds(30) + Hour, error.ResumeAt));
        Assert.Equal(2, builder.Sent.Count);
        Assert.Equal(TimeSpan.FromSeconds(30), builder.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task After_such_a_pause_requests_are_sent_as_before_it()
    {
        var builder = new ClientBuilder(Answer(200, "[]"), Answer(429, "", RetryAfter(Hour)), Answer(200, "[]"));
        using var client = builder.Build();
        await client.GetValidationCodesAsync(cancellationToken: Token);
        await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetValidationCodesAsync(cancellationToken: Token));
        builder.Time.Advance(Hour);

        for (var request = 0; request < 100; request++) await client.GetValidationCodesAsync(cancellationToken: Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal(102, builder.Sent.Count);
    }

    [Fact]
    public async Task A_request_whose_earlier_attempt_is_open_is_unknown_and_not_throttled()
    {
        var call = new TrackedCall();
        var builder = new ClientBuilder(Answer(500), Answer(429, "", RetryAfter(Hour)));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.False(error.MeetsEveryRequest);
        Assert.True(call.IsOpen);
        Assert.Contains("asks for a pause of", error.Message, StringComparison.Ordinal);
        Assert.True(Assert.IsType<PartnerCenterException>(error.InnerException).MeetsEveryRequest);
    }

    [Fact]
    public async Task A_pause_that_a_new_request_could_wait_out_is_a_matter_of_this_one()
    {
        var builder = new ClientBuilder(Answer(429, "", RetryAfter(TimeSpan.FromSeconds(40)))) { Options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromSeconds(60) } };
        var start = builder.Time.GetUtcNow();

        var error = await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal((PartnerCenterErrorKind.Throttled, false, null), (error.Kind, error.MeetsEveryRequest, error.ResumeAt));
        Assert.Equal(TimeSpan.FromSeconds(40), builder.Time.GetUtcNow() - start);
        Assert.Equal(2, builder.Sent.Count);
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("999999999999999999999999999999")]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_pause_of_any_length_is_one(string retryAfter)
    {
        var builder = new ClientBuilder(Answer(429, "", answer =>
        {
            answer.Headers.Date = new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }));

        var error = await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(PartnerCenterErrorKind.Throttled, error.Kind);
        Assert.InRange(error.ResumeAt!.Value, builder.Time.GetUtcNow().AddYears(50), DateTimeOffset.MaxValue);
        Assert.Single(builder.Sent);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    public async Task A_pause_that_is_none_is_one_of_our_own(string retryAfter)
    {
        var builder = new ClientBuilder(Answer(429, "", answer => answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter)), Answer(200, "[]"));
        var start = builder.Time.GetUtcNow();

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(TimeSpan.FromSeconds(1), builder.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_failure_after_many_throttled_attempts_is_waited_for_like_the_first_one()
    {
        var steps = Enumerable.Repeat(Answer(429, "", RetryAfter(TimeSpan.FromSeconds(1))), 8).Append(Answer(503)).Append(Answer(200, "[]")).ToArray();
        var builder = new ClientBuilder(steps);
        var sent = new List<DateTimeOffset>();
        var trace = new RecordingTrace(TraceLevel.Story)
        {
            OnWrite = text =>
            {
                if (text.StartsWith("GET ", StringComparison.Ordinal)) sent.Add(builder.Time.GetUtcNow());
            },
        };

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, new CallOptions { Trace = trace }));

        Assert.Equal(10, sent.Count);
        Assert.InRange(sent[9] - sent[8], TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Throttled_attempts_between_them_do_not_shorten_the_waits_of_failures()
    {
        var steps = new[] { 503, 429, 503, 429, 503, 429, 503, 429, 503, 200 }.Select(status => Answer(status, "[]")).ToArray();
        var builder = new ClientBuilder(steps) { Options = new PartnerCenterOptions { MaxAttempts = 6 } };
        var waits = new List<TimeSpan>();
        var last = builder.Time.GetUtcNow();
        var trace = new RecordingTrace(TraceLevel.Story)
        {
            OnWrite = text =>
            {
                if (text.StartsWith("GET ", StringComparison.Ordinal)) waits.Add(builder.Time.GetUtcNow() - last);
                last = builder.Time.GetUtcNow();
            },
        };

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, new CallOptions { Trace = trace }));

        Assert.True(waits[9] > waits[1] + waits[1] + waits[1], string.Join(' ', waits));
    }

    [Fact]
    public async Task The_story_tells_the_real_time_of_the_next_attempt()
    {
        var held = new TaskCompletionSource<HttpResponseMessage>();
        var builder = new ClientBuilder((_, _) => held.Task, Answer(429, "", RetryAfter(TimeSpan.FromSeconds(30))), Answer(200, "[]"));
        var trace = new RecordingTrace(TraceLevel.Story);
        using var client = builder.Build();
        var first = client.GetQualificationsAsync(ClientBuilder.Customer, new CallOptions { Trace = trace }, Token);
        var other = client.GetQualificationsAsync(Another(1), cancellationToken: Token);
        builder.Time.Advance(TimeSpan.FromSeconds(10));

        var refusal = new HttpResponseMessage((HttpStatusCode)429);
        RetryAfter(TimeSpan.FromSeconds(5))(refusal);
        held.SetResult(refusal);
        await builder.Time.DriveAsync(Task.WhenAll(first, other));

        var told = Assert.Single(trace.Entries, entry => entry.StartsWith("Trying again", StringComparison.Ordinal));
        Assert.StartsWith($"Trying again at {Local(new FakeTimeProvider().GetUtcNow().AddSeconds(30))}, in 20 s, because it answered 429", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_told_of_an_attempt_that_does_not_come()
    {
        var trace = new RecordingTrace(TraceLevel.Story);

        await new ClientBuilder(Answer(429, "", RetryAfter(Hour))).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, new CallOptions { Trace = trace }));

        Assert.Equal(2, trace.Entries.Count);
        Assert.DoesNotContain(trace.Entries, entry => entry.StartsWith("Trying again", StringComparison.Ordinal));
    }

    private static string Another(int number) => $"c0000000-0000-4000-8000-00000000010{number}";

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static Action<HttpResponseMessage> RetryAfter(TimeSpan delay) => answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(delay);

    /// <summary>Answers each request when the test says so, in the order they came.</summary>
    private sealed class HeldService
    {
        private readonly TaskCompletionSource<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>>[] answers = [.. Enumerable.Range(0, 10).Select(_ => new TaskCompletionSource<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>>())];
        private int arrived;

        public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await answers[Interlocked.Increment(ref arrived) - 1].Task;
            return await answer(request, cancellationToken);
        }

        public void Release(int request, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) => answers[request].SetResult(answer);
    }
}
