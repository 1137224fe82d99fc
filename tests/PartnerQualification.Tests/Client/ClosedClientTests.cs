using System.Net.Http.Headers;
using PartnerQualification.Client;
using PartnerQualification.Tests.Following;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

/// <summary>What becomes of calls when their client is closed, wherever they are at that moment.</summary>
public sealed class ClosedClientTests
{
    private static readonly TimeSpan TestLimit = TimeSpan.FromSeconds(30);

    private readonly TrackedCall call = new();
    private readonly TaskCompletionSource onTheWire = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_whose_lost_answer_is_about_to_be_looked_for_is_unknown()
    {
        var builder = new ClientBuilder(Answer(500), Answer(429, "", RetryAfter(60)));
        var client = builder.Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, Token);
        await AdvanceToNextAttemptAsync(builder);
        await builder.Time.UntilTimerAsync(TimeSpan.FromSeconds(60));

        client.Dispose();

        var error = await FailAsync(setting);
        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains("session was closed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Contains("before you request", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(PartnerCenterErrorKind.NotConnected, Assert.IsType<PartnerCenterException>(error.InnerException).Kind);
        Assert.Equal((true, 2), (call.IsOpen, builder.Sent.Count));
        AssertNamesTheRequest(error);
    }

    [Fact]
    public async Task A_request_that_waits_in_the_pacer_with_nothing_open_is_not_connected()
    {
        var builder = new ClientBuilder(Answer(429, "", RetryAfter(60)));
        var client = builder.Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, Token);
        await builder.Time.UntilTimerAsync(TimeSpan.FromSeconds(60));

        client.Dispose();

        AssertNotConnected(await FailAsync(setting));
        Assert.Single(builder.Sent);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(503, true)]
    public async Task A_request_that_waits_between_two_attempts_ends_at_once_and_is_unknown_where_one_is_open(int status, bool isKnown)
    {
        var builder = new ClientBuilder(Answer(status));
        var client = builder.Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, Token);
        await builder.Time.UntilTimerAsync(TimeSpan.FromSeconds(10));

        client.Dispose();

        var error = await FailAsync(setting);
        Assert.Equal((isKnown ? PartnerCenterErrorKind.NotConnected : PartnerCenterErrorKind.OutcomeUnknown, isKnown), (error.Kind, error.OutcomeIsKnown));
        Assert.Single(builder.Sent);
        AssertNamesTheRequest(error);
    }

    [Fact]
    public async Task A_request_on_the_wire_is_unknown_and_not_sent_again()
    {
        var builder = new ClientBuilder(HangOnTheWire);
        var client = builder.Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, Token);
        await onTheWire.Task.WaitAsync(TestLimit, Token);

        client.Dispose();

        var error = await FailAsync(setting);
        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Single(builder.Sent);
    }

    [Fact]
    public async Task A_request_whose_transport_is_gone_with_the_client_is_unknown()
    {
        var gone = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = new ClientBuilder((_, _) =>
        {
            onTheWire.SetResult();
            return gone.Task;
        });
        var client = builder.Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, Token);
        await onTheWire.Task.WaitAsync(TestLimit, Token);

        client.Dispose();
        gone.SetException(new ObjectDisposedException(nameof(HttpMessageHandler)));

        Assert.Equal(PartnerCenterErrorKind.OutcomeUnknown, (await FailAsync(setting)).Kind);
    }

    [Fact]
    public async Task A_transport_that_is_gone_by_itself_is_a_lost_connection()
    {
        var builder = new ClientBuilder(Throw(() => new ObjectDisposedException(nameof(HttpMessageHandler))));

        var error = await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(PartnerCenterErrorKind.ConnectionFailed, error.Kind);
    }

    [Fact]
    public async Task Reading_on_the_wire_is_not_connected()
    {
        var client = new ClientBuilder(HangOnTheWire).Build();
        var reading = client.GetQualificationsAsync(ClientBuilder.Customer, call, Token);
        await onTheWire.Task.WaitAsync(TestLimit, Token);

        client.Dispose();

        AssertNotConnected(await FailAsync(reading));
    }

    [Fact]
    public async Task An_answer_that_came_before_is_still_the_answer()
    {
        PartnerCenterClient? client = null;
        var trace = new RecordingTrace(TraceLevel.Story)
        {
            OnWrite = text =>
            {
                if (text.StartsWith("Answered", StringComparison.Ordinal)) client!.Dispose();
            },
        };
        client = new ClientBuilder(Answer(201, ClientBuilder.Payload("set-education-201.txt"))).Build();

        var set = await client.SetQualificationAsync(ClientBuilder.Education, new CallOptions { Trace = trace }, Token).WaitAsync(TestLimit, Token);

        Assert.Equal("Education", set.Qualification);
    }

    [Fact]
    public async Task Every_call_after_it_is_not_connected_and_sends_nothing()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));
        var client = builder.Build();
        client.Dispose();
        client.Dispose();

        AssertNotConnected(await FailAsync(client.SetQualificationAsync(ClientBuilder.Education, call, Token)));
        AssertNotConnected(await FailAsync(client.GetQualificationsAsync(ClientBuilder.Customer, call, Token)));
        Assert.Equal(PartnerCenterErrorKind.NotConnected, (await FailAsync(client.GetValidationCodesAsync(cancellationToken: Token))).Kind);
        Assert.Equal(PartnerCenterErrorKind.NotConnected, (await FailAsync(client.GetCustomersAsync(cancellationToken: Token))).Kind);
        Assert.Equal(new PacingStatus(null, TimeSpan.Zero, TimeSpan.Zero, 0), client.Pacing);
        Assert.Empty(builder.Sent);
    }

    [Fact]
    public async Task A_caller_who_has_stopped_is_told_that_and_nothing_else()
    {
        using var stop = new CancellationTokenSource();
        var client = new ClientBuilder(HangOnTheWire).Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, stop.Token);
        await onTheWire.Task.WaitAsync(TestLimit, Token);

        await stop.CancelAsync();
        client.Dispose();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setting.WaitAsync(TestLimit, Token));
        Assert.Equal(stop.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_token_source_that_is_closed_before_its_client_is_not_connected_and_names_the_request()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));
        var tokens = new StaticTokenSource("token", time: builder.Time);
        builder.Tokens = tokens;
        using var client = builder.Build();
        tokens.Dispose();

        AssertNotConnected(await FailAsync(client.SetQualificationAsync(ClientBuilder.Education, call, Token)));
        Assert.Empty(builder.Sent);
    }

    [Fact]
    public async Task A_token_source_that_is_closed_while_an_attempt_is_open_leaves_the_request_unknown()
    {
        var builder = new ClientBuilder(Answer(500));
        var tokens = new StaticTokenSource("token", time: builder.Time);
        builder.Tokens = tokens;
        using var client = builder.Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, Token);
        await builder.Time.UntilTimerAsync(TimeSpan.FromSeconds(10));

        tokens.Dispose();

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => builder.Time.DriveAsync(setting));
        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
    }

    [Fact]
    public async Task A_token_source_of_the_callers_own_that_throws_when_it_is_stopped_is_not_seen()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = new ClientBuilder(Answer(200, "[]")) { Tokens = new ThrowingTokenSource(asked) };
        var client = builder.Build();
        var reading = client.GetQualificationsAsync(ClientBuilder.Customer, call, Token);
        await asked.Task.WaitAsync(TestLimit, Token);

        client.Dispose();

        AssertNotConnected(await FailAsync(reading));
    }

    [Fact]
    public async Task Following_ends_with_not_connected_and_fails_no_review()
    {
        var builder = new ClientBuilder(HangOnTheWire);
        var client = builder.Build();
        var observer = new RecordingObserver();
        var review = new CustomerQualification { CustomerId = ClientBuilder.Customer, Qualification = "Education", VettingStatus = "InReview" };
        var following = new VettingFollower(client, clock: new FakeClock(builder.Time), random: new SteadyRandom()).FollowAsync([review], observer, Token);
        await builder.Time.DriveAsync(onTheWire.Task);

        client.Dispose();

        Assert.Equal(PartnerCenterErrorKind.NotConnected, (await FailAsync(following)).Kind);
        Assert.Equal((0, 0), (observer.Failures.Count, observer.TimeOuts.Count));
    }

    private static Action<HttpResponseMessage> RetryAfter(int seconds) => answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));

    private static async Task AdvanceToNextAttemptAsync(ClientBuilder builder)
    {
        var backoff = TimeSpan.FromSeconds(10);
        await builder.Time.UntilTimerAsync(backoff);
        builder.Time.Advance(backoff);
    }

    private static Task<PartnerCenterException> FailAsync(Task task) => Assert.ThrowsAsync<PartnerCenterException>(() => task.WaitAsync(TestLimit, Token));

    private async Task<HttpResponseMessage> HangOnTheWire(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        onTheWire.TrySetResult();
        return await Hang(request, cancellationToken);
    }

    private void AssertNotConnected(PartnerCenterException error)
    {
        Assert.Equal((PartnerCenterErrorKind.NotConnected, true, true), (error.Kind, error.OutcomeIsKnown, error.MeetsEveryRequest));
        Assert.Contains("session was closed", error.Message, StringComparison.Ordinal);
        AssertNamesTheRequest(error);
    }

    private void AssertNamesTheRequest(PartnerCenterException error)
    {
        Assert.Equal((ClientBuilder.Customer, call.RequestId), (error.CustomerId, error.RequestId));
        Assert.Contains(ClientBuilder.Customer, error.Message, StringComparison.Ordinal);
        Assert.Contains(call.RequestId.ToString(), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-PartnerQualification", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Waits for a token until it is stopped, and then throws what no token source should.</summary>
    private sealed class ThrowingTokenSource(TaskCompletionSource asked) : IAccessTokenSource
    {
        public SignInMethod Method => SignInMethod.AccessToken;

        public bool CanRenew => false;

        public AccessToken Current { get; } = new("token", AccessTokenClaims.Unknown);

        public async Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken)
        {
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(stopped.SetResult))
            {
                asked.SetResult();
                await stopped.Task;
            }

            throw new ObjectDisposedException(nameof(ThrowingTokenSource));
        }

        public void Dispose()
        {
        }
    }
}
