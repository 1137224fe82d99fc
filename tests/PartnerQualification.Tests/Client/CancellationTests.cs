using System.Net.Http.Headers;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TrackedCall call = new();

    [Fact]
    public async Task Before_anything_is_sent_nothing_is_sent()
    {
        var builder = new ClientBuilder(Answer(201));
        await stop.CancelAsync();

        await StopAsync(builder, sent: 0);

        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task While_a_token_is_awaited_nothing_is_sent()
    {
        var builder = new ClientBuilder(Answer(201));
        builder.Tokens = new StaticTokenSource(
            TestTokens.Expiring(builder.Time.GetUtcNow().AddHours(-1)),
            async cancellationToken =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "never";
            },
            builder.Time);

        await StopAsync(builder, sent: 0);

        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task While_an_answer_is_awaited_the_request_stays_open()
    {
        var builder = new ClientBuilder(async (request, cancellationToken) =>
        {
            await stop.CancelAsync();
            return await Hang(request, cancellationToken);
        });

        await StopAsync(builder, sent: 1);

        Assert.True(call.IsOpen);
    }

    [Fact]
    public async Task While_a_body_is_read_the_request_stays_open()
    {
        var builder = new ClientBuilder(AnswerStream(201, new StoppingStream(stop)));

        await StopAsync(builder, sent: 1);

        Assert.True(call.IsOpen);
    }

    [Fact]
    public async Task While_a_retry_is_awaited_nothing_more_is_sent()
    {
        var builder = new ClientBuilder(Answer(429, "", answer =>
        {
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(5));
            stop.CancelAfter(TimeSpan.FromMilliseconds(50));
        }));
        using var client = builder.Build();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SetQualificationAsync(ClientBuilder.Education, call, stop.Token).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.Single(builder.Sent);
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task A_transport_that_throws_something_else_when_stopped_changes_nothing()
    {
        var builder = new ClientBuilder(async (_, _) =>
        {
            await stop.CancelAsync();
            throw new HttpRequestException("aborted");
        });

        await StopAsync(builder, sent: 1);
    }

    [Fact]
    public async Task A_cancellation_that_is_not_the_callers_is_a_lost_connection()
    {
        var builder = new ClientBuilder(Throw(() => new TaskCanceledException()), Answer(200, "[]"));

        Assert.Empty(await builder.RunAsync(client => client.GetValidationCodesAsync(cancellationToken: stop.Token)));
    }

    public void Dispose() => stop.Dispose();

    private async Task StopAsync(ClientBuilder builder, int sent)
    {
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call, stop.Token)).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.Equal(sent, builder.Sent.Count);
    }
}
