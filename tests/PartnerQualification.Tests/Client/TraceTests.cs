using System.Globalization;
using System.Net.Http.Headers;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class TraceTests
{
    [Fact]
    public async Task The_story_names_request_answer_and_retry()
    {
        var trace = new RecordingTrace(TraceLevel.Story);
        var call = new TrackedCall(trace);
        var builder = new ClientBuilder(
            Answer(429, "", answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(2))),
            Throw(() => new HttpRequestException("lost", new IOException("reset"))),
            Answer(200, "[]"),
            Answer(200, "[]"),
            Answer(201));

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Government, call));

        var start = new FakeTimeProvider().GetUtcNow();
        Assert.Equal($"POST https://api.partnercenter.microsoft.com/v1/customers/{ClientBuilder.Customer}/qualifications?code=(redacted), request {call.RequestId}, correlation {call.CorrelationId}.", trace.Entries[0]);
        Assert.Equal($"Answered 429 in 0 ms, request {call.RequestId}.", trace.Entries[1]);
        Assert.Equal($"Trying again at {Local(start.AddSeconds(2))}, in 2 s, because it answered 429, request {call.RequestId}.", trace.Entries[2]);
        Assert.EndsWith($"request {call.RequestId}, correlation {call.CorrelationId}, attempt 2.", trace.Entries[3], StringComparison.Ordinal);
        Assert.Equal($"No answer after 0 ms: the connection was lost, request {call.RequestId}.", trace.Entries[4]);
        Assert.Equal(
            $"What became of request {call.RequestId} is not known. Customer {ClientBuilder.Customer} is read at {Local(start.AddSeconds(7))} to find out, and at {Local(start.AddSeconds(22))} where it does not show by then.",
            trace.Entries[5]);
        Assert.StartsWith($"GET https://api.partnercenter.microsoft.com/v1/customers/{ClientBuilder.Customer}/qualifications, request ", trace.Entries[6], StringComparison.Ordinal);
        Assert.Equal($"Customer {ClientBuilder.Customer} was read 5 s later and does not show GovernmentCommunityCloud, request {call.RequestId}.", trace.Entries[8]);
        Assert.Equal($"Customer {ClientBuilder.Customer} was read 20 s later and does not show GovernmentCommunityCloud, request {call.RequestId}.", trace.Entries[11]);
        Assert.Equal($"Request {call.RequestId} has not taken effect, as far as can be seen. It is sent again under the same id.", trace.Entries[12]);
        Assert.EndsWith($"request {call.RequestId}, correlation {call.CorrelationId}, attempt 3.", trace.Entries[13], StringComparison.Ordinal);
        Assert.Equal($"Answered 201 in 0 ms, request {call.RequestId}.", trace.Entries[14]);
        Assert.Equal(15, trace.Entries.Count);
    }

    [Fact]
    public async Task Messages_are_shown_whole_but_for_their_secrets()
    {
        var token = TestTokens.Create("""{"aud":"x"}""");
        var trace = new RecordingTrace(TraceLevel.Messages);
        var builder = new ClientBuilder(Answer(201, $$"""{"qualification":"Education","echo":"{{token}}","refresh_token":"0.AXkA-secret"}""", answer =>
        {
            answer.Headers.TryAddWithoutValidation("Set-Cookie", "session=secret-cookie");
            answer.Headers.TryAddWithoutValidation("X-Powered-By", "tests");
        }));
        builder.Tokens = new StaticTokenSource(token, time: builder.Time);

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, new CallOptions { Trace = trace }));

        var all = string.Join("\n", trace.Entries);
        Assert.Equal(2, trace.Entries.Count);
        Assert.Contains("Authorization: (redacted)", all, StringComparison.Ordinal);
        Assert.Contains("\"educationSegment\":\"K12\"", all, StringComparison.Ordinal);
        Assert.Contains("MS-Contract-Version: v1", all, StringComparison.Ordinal);
        Assert.Contains("X-Powered-By: tests", all, StringComparison.Ordinal);
        Assert.Contains("\"qualification\":\"Education\"", all, StringComparison.Ordinal);
        Assert.DoesNotContain(token, all, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_composed_for_nobody()
    {
        var trace = new RecordingTrace();
        var builder = new ClientBuilder(Answer(503), Answer(200, "[]"));

        await builder.RunAsync(client => client.GetValidationCodesAsync(new CallOptions { Trace = trace }));

        Assert.Empty(trace.Entries);
    }

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
}
