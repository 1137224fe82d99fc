using System.Diagnostics;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Diagnostics;

/// <summary>The ActivitySource: one activity for each call, with an event for each attempt.</summary>
[Collection(nameof(ListenedTo))]
public sealed class ActivityTests
{
    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Lost => Throw(() => new HttpRequestException("lost", new IOException("reset")));

    [Fact]
    public async Task Call_is_one_activity_with_its_attempts_and_the_conventional_tags()
    {
        using var recorded = new RecordedActivities();
        var options = new CallOptions { CorrelationId = Guid.NewGuid(), RequestId = Guid.NewGuid() };
        var builder = new ClientBuilder(Answer(503), Lost, Answer(200, "[]"));

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, options));

        var activity = Assert.Single(recorded.Of(options));
        Assert.Equal(("reading qualifications", ActivityKind.Client, ActivityStatusCode.Unset), (activity.DisplayName, activity.Kind, activity.Status));
        Assert.Equal("GET", activity.GetTagItem("http.request.method"));
        Assert.Equal(("api.partnercenter.microsoft.com", 443), (activity.GetTagItem("server.address"), activity.GetTagItem("server.port")));
        Assert.Equal((200, 2), (activity.GetTagItem("http.response.status_code"), activity.GetTagItem("http.request.resend_count")));
        Assert.Equal(ClientBuilder.Customer, activity.GetTagItem("partnercenter.customer_id"));
        Assert.Equal(options.RequestId.ToString(), activity.GetTagItem("partnercenter.request_id"));
        Assert.Equal(["attempt 0 503 ", "attempt 1  ConnectionLost", "attempt 2 200 "], activity.Events.Select(Describe), StringComparer.Ordinal);
        Assert.True(activity.IsStopped);
    }

    [Theory]
    [InlineData(403, "AccessDenied")]
    [InlineData(404, "CustomerNotFound")]
    public async Task Failed_call_has_the_error_id_as_its_type_and_no_words_of_the_service(int status, string errorId)
    {
        using var recorded = new RecordedActivities();
        var options = new CallOptions { CorrelationId = Guid.NewGuid() };
        var builder = new ClientBuilder(Answer(status, """{"code":1,"description":"words-of-the-service"}"""));

        await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, options));

        var activity = Assert.Single(recorded.Of(options));
        Assert.Equal((ActivityStatusCode.Error, (object?)errorId, (object?)status), (activity.Status, activity.GetTagItem("error.type"), activity.GetTagItem("http.response.status_code")));
        Assert.NotEmpty(activity.StatusDescription!);
        Assert.DoesNotContain("words-of-the-service", activity.StatusDescription!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Success_that_cannot_be_read_is_an_error_of_its_activity()
    {
        using var recorded = new RecordedActivities();
        var options = new CallOptions { CorrelationId = Guid.NewGuid() };
        var builder = new ClientBuilder(Answer(200, "<html>not the service</html>"));

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync(options));

        Assert.Equal(error.ErrorId, Assert.Single(recorded.Of(options)).GetTagItem("error.type"));
    }

    [Fact]
    public async Task Lost_answer_is_one_activity_of_the_request_with_the_reading_inside()
    {
        using var recorded = new RecordedActivities();
        var options = new CallOptions { CorrelationId = Guid.NewGuid() };
        var builder = new ClientBuilder(Lost, Answer(200, """[{"qualification":"Education","vettingStatus":"InReview"}]"""));

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, options));

        var set = Assert.Single(recorded.Of(options));
        var read = Assert.Single(recorded.All, activity => activity.ParentSpanId == set.SpanId);
        Assert.Equal(("setting qualifications", "reading qualifications"), (set.DisplayName, read.DisplayName));
        Assert.Equal(["attempt 0  ConnectionLost"], set.Events.Select(Describe), StringComparer.Ordinal);
        Assert.Equal(["attempt 0 200 "], read.Events.Select(Describe), StringComparer.Ordinal);
        Assert.Equal((ActivityStatusCode.Unset, (object?)"Education"), (set.Status, set.GetTagItem("partnercenter.qualification")));
    }

    [Fact]
    public async Task Call_belongs_to_the_activity_it_was_made_in_and_leaves_that_current()
    {
        using var recorded = new RecordedActivities();
        var options = new CallOptions { CorrelationId = Guid.NewGuid() };
        using var own = new Activity("own").Start();

        await new ClientBuilder(Answer(200, "[]")).RunAsync(client => client.GetValidationCodesAsync(options));

        Assert.Equal(own.SpanId, Assert.Single(recorded.Of(options)).ParentSpanId);
        Assert.Same(own, Activity.Current);
    }

    [Fact]
    public async Task Call_that_is_stopped_says_so()
    {
        using var recorded = new RecordedActivities();
        using var stop = new CancellationTokenSource();
        var options = new CallOptions { CorrelationId = Guid.NewGuid() };
        var builder = new ClientBuilder(async (request, cancellationToken) =>
        {
            await stop.CancelAsync();
            return await Hang(request, cancellationToken);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.RunTimelessAsync(client => client.SetQualificationAsync(ClientBuilder.Education, options, stop.Token)));

        var activity = Assert.Single(recorded.Of(options));
        Assert.Equal((ActivityStatusCode.Error, (object?)"System.OperationCanceledException"), (activity.Status, activity.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Warm_up_is_no_activity()
    {
        using var recorded = new RecordedActivities();

        await WarmUp.RunThroughAsync(TestContext.Current.CancellationToken);

        Assert.Empty(recorded.All);
    }

    [Fact]
    public async Task No_tag_and_no_event_holds_a_secret()
    {
        const string Code = "987654321";
        var access = TestTokens.Create("""{"aud":"an-audience-of-the-test"}""");
        using var recorded = new RecordedActivities();
        var builder = new ClientBuilder(Answer(400, $$"""{"code":1,"description":"{{access}} {{Code}}"}""")) { Options = new PartnerCenterOptions { MaxAttempts = 1 } };
        builder.Tokens = new StaticTokenSource(access, time: builder.Time);

        await builder.FailAsync(client => client.SetQualificationAsync(QualificationRequest.Create(ClientBuilder.Customer, "GovernmentCommunityCloud", validationCode: Code)));

        var all = string.Join('\n', recorded.All.SelectMany(activity => activity.TagObjects.Concat(activity.Events.SelectMany(entry => entry.Tags)).Select(tag => $"{tag.Key}={tag.Value}").Append(activity.StatusDescription)));
        Assert.Contains("partnercenter.customer_id", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, all, StringComparison.Ordinal);
        Assert.DoesNotContain(access, all, StringComparison.Ordinal);
    }

    private static string Describe(ActivityEvent attempt)
    {
        var tags = attempt.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        return $"{attempt.Name} {tags["http.request.resend_count"]} {tags.GetValueOrDefault("http.response.status_code")} {tags.GetValueOrDefault("error.type")}";
    }
}
