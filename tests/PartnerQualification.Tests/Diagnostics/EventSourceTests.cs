using System.Diagnostics.Tracing;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Diagnostics;

/// <summary>The EventSource: the trace of every call, for whoever listens to the process.</summary>
[Collection(nameof(ListenedTo))]
public sealed class EventSourceTests
{
    [Fact]
    public async Task Listener_of_the_story_is_told_what_a_trace_is_told_with_the_correlation_id()
    {
        using var events = new RecordedEvents(EventLevel.Informational);
        var trace = new RecordingTrace(TraceLevel.Story);
        var correlationId = Guid.NewGuid();
        var builder = new ClientBuilder(Answer(503), Answer(200, "[]"));

        await builder.RunAsync(client => client.GetValidationCodesAsync(new CallOptions { Trace = trace, CorrelationId = correlationId }));

        Assert.Equal(5, trace.Entries.Count);
        Assert.Equal(trace.Entries, events.Texts("Story", correlationId), StringComparer.Ordinal);
        Assert.Empty(events.Texts("Message", correlationId));
    }

    [Fact]
    public async Task Listener_of_everything_gets_the_messages_of_a_call_that_has_no_trace()
    {
        using var events = new RecordedEvents(EventLevel.Verbose);
        var correlationId = Guid.NewGuid();
        var builder = new ClientBuilder(Answer(200, """[{"qualification":"Education"}]"""));

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, new CallOptions { CorrelationId = correlationId }));

        Assert.Equal(2, events.Texts("Message", correlationId).Count);
        Assert.Contains("\"qualification\":\"Education\"", events.Texts("Message", correlationId)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_on_behalf_of_a_lost_answer_is_told_once_and_under_its_own_id()
    {
        using var events = new RecordedEvents(EventLevel.Informational);
        var trace = new RecordingTrace(TraceLevel.Story);
        var correlationId = Guid.NewGuid();
        var builder = new ClientBuilder(Throw(() => new HttpRequestException("lost", new IOException("reset"))), Answer(200, """[{"qualification":"Education","vettingStatus":"InReview"}]"""));

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, new CallOptions { Trace = trace, CorrelationId = correlationId }));

        // The reading's two sentences are not the call's.
        Assert.Equal(trace.Entries.Count - 2, events.Texts("Story", correlationId).Count);
        Assert.Equal(trace.Entries.Order(StringComparer.Ordinal), events.Stories.Where(trace.Entries.Contains).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Warm_up_writes_no_event()
    {
        using var events = new RecordedEvents(EventLevel.Verbose);

        await WarmUp.RunThroughAsync(TestContext.Current.CancellationToken);

        Assert.Empty(events.All);
    }

    [Fact]
    public async Task No_event_holds_a_secret()
    {
        const string Refresh = "0.AXkA-refresh-secret";
        const string Code = "987654321";
        var access = TestTokens.Create("""{"aud":"an-audience-of-the-test"}""");
        using var events = new RecordedEvents(EventLevel.Verbose);
        var builder = new ClientBuilder(
            Answer(401, $$"""{"code":1,"description":"Bearer {{access}} was refused, refresh_token={{Refresh}}"}""", answer => answer.Headers.TryAddWithoutValidation("WWW-Authenticate", $"Bearer token=\"{access}\"")),
            Answer(201, $$"""{"qualification":"GovernmentCommunityCloud","validationCode":"{{Code}}","refresh_token":"{{Refresh}}","echo":"{{access}}"}""", answer =>
            {
                answer.Headers.TryAddWithoutValidation("Set-Cookie", "session=cookie-secret");
                answer.Headers.Location = new Uri($"https://example.com/?code={Code}&access_token={access}&refresh_token={Refresh}");
            }),
            Answer(200, $$"""[{"validationId":"{{Code}}","organizationName":"Tailspin"},{"validationId":{{Code}},"organizationName":"Wingtip"}]"""));
        builder.Tokens = new StaticTokenSource(access, _ => Task.FromResult(TestTokens.Create("""{"aud":"another-audience"}""")), builder.Time);

        await builder.RunAsync(async client =>
        {
            await client.SetQualificationAsync(QualificationRequest.Create(ClientBuilder.Customer, "GovernmentCommunityCloud", validationCode: Code));
            return await client.GetValidationCodesAsync();
        });

        var all = string.Join('\n', events.All);
        Assert.Contains("Tailspin", all, StringComparison.Ordinal);
        Assert.Contains("MS-Contract-Version", all, StringComparison.Ordinal);
        foreach (var secret in new[] { Refresh, Code, access, access.Split('.')[1], "cookie-secret" }) Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }
}
