using System.Net;
using System.Net.Http.Headers;
using PartnerQualification.Client;
using PartnerQualification.Client.Pacing;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Pacing;

public sealed class PacingHandlerTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Pacers pacers;
    private readonly HttpMessageInvoker client;
    private Func<HttpResponseMessage> answer = () => new HttpResponseMessage(HttpStatusCode.OK);

    public PacingHandlerTests()
    {
        pacers = new Pacers(time);
        client = new HttpMessageInvoker(new PacingHandler(pacers)
        {
            InnerHandler = new AttemptHandler(TimeSpan.FromMinutes(1), new BodyReader(1000), new ServiceClock(), time) { InnerHandler = new AnsweringHandler(() => answer()) },
        });
    }

    public static TheoryData<RetryConditionHeaderValue?, DateTimeOffset?, double> Waits => new()
    {
        { new RetryConditionHeaderValue(TimeSpan.FromSeconds(57)), null, 57 },
        { new RetryConditionHeaderValue(At(30)), null, 30 },
        { new RetryConditionHeaderValue(At(3630)), At(3600), 30 },
        { new RetryConditionHeaderValue(At(-30)), null, 1 },
        { new RetryConditionHeaderValue(TimeSpan.Zero), null, 1 },
        { null, null, 1 },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        client.Dispose();
        pacers.Dispose();
    }

    [Theory]
    [MemberData(nameof(Waits), DisableDiscoveryEnumeration = true)]
    public async Task The_wait_is_what_the_answer_says(RetryConditionHeaderValue? retryAfter, DateTimeOffset? date, double seconds)
    {
        answer = () => Refusal(retryAfter, date);

        using var response = await SendAsync(Token);

        Assert.Equal((HttpStatusCode)429, response.StatusCode);
        Assert.Equal(seconds, pacers.Status.PausedFor.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task A_refused_request_sent_again_at_once_waits_in_the_pacer()
    {
        answer = () => Refusal(new RetryConditionHeaderValue(TimeSpan.FromSeconds(20)), null);
        using var refused = await SendAsync(Token);
        answer = () => new HttpResponseMessage(HttpStatusCode.OK);
        var start = time.GetUtcNow();

        using var response = await time.DriveAsync(SendAsync(Token));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(20, (time.GetUtcNow() - start).TotalSeconds, 0.01);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_a_pause_lets_the_next_one_go_ahead()
    {
        answer = () => Refusal(null, null);
        using var refused = await SendAsync(Token);
        answer = () => throw new HttpRequestException("broken");
        await Assert.ThrowsAsync<AttemptException>(() => time.DriveAsync(SendAsync(Token)));
        answer = () => new HttpResponseMessage(HttpStatusCode.OK);

        using var response = await time.DriveAsync(SendAsync(Token));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_caller_who_stops_during_a_pause_sends_nothing()
    {
        answer = () => Refusal(null, null);
        using var refused = await SendAsync(Token);
        var sent = 0;
        answer = () =>
        {
            sent++;
            return new HttpResponseMessage(HttpStatusCode.OK);
        };
        using var stop = new CancellationTokenSource();
        var request = SendAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, sent);
    }

    private static DateTimeOffset At(double seconds) => new FakeTimeProvider().GetUtcNow().AddSeconds(seconds);

    private static HttpResponseMessage Refusal(RetryConditionHeaderValue? retryAfter, DateTimeOffset? date)
    {
        var response = new HttpResponseMessage((HttpStatusCode)429);
        response.Headers.RetryAfter = retryAfter;
        response.Headers.Date = date;
        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken)
    {
        using var request = new ServiceRequest(HttpMethod.Get, new Uri("https://localhost/"), new ServiceCall(), new ServiceOperation { Name = "reading" });
        return await client.SendAsync(request, cancellationToken);
    }

    private sealed class AnsweringHandler(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return Task.FromResult(answer());
            }
            catch (HttpRequestException exception)
            {
                return Task.FromException<HttpResponseMessage>(exception);
            }
        }
    }
}
