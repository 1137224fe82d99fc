using System.Net.Http.Headers;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client.LostAnswers;

/// <summary>When the customer is read after an answer was lost, what follows from what is found there, and what ends it.</summary>
public sealed class LookTests
{
    private const string InReview = """[{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"2019-05-06T07:08:09Z"}]""";
    private const string Conflict = """{"code":"409","description":"Exists"}""";

    private readonly TrackedCall call = new();

    [Theory]
    [InlineData(InReview)]
    [InlineData("""[{"qualification":"GovernmentCommunityCloud"},{"qualification":"education","vettingStatus":"Approved"}]""")]
    [InlineData("""[{"qualification":1,"vettingStatus":"SomethingNew"}]""")]
    [InlineData("""[{"qualification":"Education","vettingStatus":"Denied","vettingCreatedDate":"2019-05-06T07:08:09Z"},{"qualification":"Education","vettingStatus":"InReview"}]""")]
    public async Task What_is_there_and_not_denied_is_the_answer_whatever_its_date(string present)
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, present));
        var start = builder.Time.GetUtcNow();

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.True(set.FoundByReading);
        Assert.Equal(((Guid?)call.RequestId, (Guid?)call.CorrelationId), (set.RequestId, set.CorrelationId));
        Assert.NotEqual(Guid.Parse(builder.Sent[1].Headers["MS-RequestId"]), set.RequestId);
        Assert.Equal((TimeSpan.FromSeconds(5), 2), (builder.Time.GetUtcNow() - start, builder.Sent.Count));
        Assert.Equal((true, false), (call.IsAccepted, call.IsOpen));
    }

    [Fact]
    public async Task What_does_not_show_after_5_seconds_may_show_after_20()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(200, InReview));
        var start = builder.Time.GetUtcNow();

        Assert.True((await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education))).FoundByReading);

        Assert.Equal((TimeSpan.FromSeconds(20), 3), (builder.Time.GetUtcNow() - start, builder.Sent.Count));
    }

    [Fact]
    public async Task What_is_not_there_is_sent_again_under_the_same_id()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(200, """[{"qualification":"StateOwnedEntity"}]"""), Answer(201, """{"qualification":"Education","vettingStatus":"InReview"}"""));

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.False(set.FoundByReading);
        Assert.Equal("POST GET GET POST", builder.Methods);
        Assert.Equal(builder.Sent[0].Headers["MS-RequestId"], builder.Sent[3].Headers["MS-RequestId"]);
    }

    [Fact]
    public async Task A_reading_that_had_to_wait_for_20_seconds_is_enough()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(429, "", answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(30))), Answer(200, "[]"), Answer(201));

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal("POST GET GET POST", builder.Methods);
    }

    [Fact]
    public async Task A_reading_that_says_nothing_is_asked_for_once_more()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(200, ""), Answer(200, InReview));

        Assert.True((await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education))).FoundByReading);

        Assert.Equal("POST GET GET GET", builder.Methods);
    }

    [Fact]
    public async Task Readings_that_say_nothing_leave_the_outcome_unknown()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, ""));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal("POST GET GET GET GET", builder.Methods);
    }

    [Fact]
    public async Task A_first_reading_that_fails_is_made_up_for_by_the_second()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(403), Answer(200, InReview));

        Assert.True((await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education))).FoundByReading);
    }

    [Fact]
    public async Task A_second_reading_that_fails_leaves_the_outcome_unknown_and_says_why()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(403, """{"code":"2032","description":"No"}"""));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false, true), (error.Kind, error.OutcomeIsKnown, call.IsOpen));
        Assert.Contains("The customer could not be read to find out: Partner Center denied access", error.Message, StringComparison.Ordinal);
        Assert.Equal(PartnerCenterErrorKind.AccessDenied, Assert.IsType<PartnerCenterException>(error.InnerException).Kind);
        Assert.Equal(call.RequestId, error.RequestId);
        Assert.Equal(3, builder.Sent.Count);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_the_cause_and_is_asked_once()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(401));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.MeetsEveryRequest));
        Assert.True(Assert.IsType<PartnerCenterException>(error.InnerException).MeetsEveryRequest);
        Assert.Equal(2, builder.Sent.Count);
    }

    [Fact]
    public async Task The_last_attempt_is_looked_up_too()
    {
        var found = new ClientBuilder(Throw(Lost), Answer(200, InReview)) { Options = new PartnerCenterOptions { MaxAttempts = 1 } };
        var absent = new ClientBuilder(Throw(Lost), Answer(200, "[]")) { Options = new PartnerCenterOptions { MaxAttempts = 1 } };

        Assert.True((await found.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education))).FoundByReading);
        var error = await absent.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false, true), (error.Kind, error.OutcomeIsKnown, call.IsOpen));
        Assert.Contains("The customer was read 5 s and 20 s later and does not show the qualification.", error.Message, StringComparison.Ordinal);
        Assert.Equal("POST GET GET", absent.Methods);
    }

    [Fact]
    public async Task Failures_of_every_sort_count_together()
    {
        var builder = new ClientBuilder(Answer(503), Answer(500), Answer(200, "[]"), Answer(200, "[]"), Answer(503), Answer(500), Answer(200, "[]")) { Options = new PartnerCenterOptions { MaxAttempts = 4 } };

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal("POST POST GET GET POST POST GET GET", builder.Methods);
    }

    [Fact]
    public async Task After_two_readings_without_it_a_lost_attempt_counts_as_nothing()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(200, "[]"), Answer(503)) { Options = new PartnerCenterOptions { MaxAttempts = 3 } };

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.ServiceUnavailable, true, false), (error.Kind, error.OutcomeIsKnown, call.IsOpen));
        Assert.Equal("POST GET GET POST POST", builder.Methods);
    }

    [Fact]
    public async Task When_the_total_time_is_over_nothing_more_is_sent()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]")) { Options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromSeconds(15) } };
        var start = builder.Time.GetUtcNow();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal("POST GET GET", builder.Methods);
        Assert.Equal(TimeSpan.FromSeconds(20), builder.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task Reading_that_hangs_ends_with_the_time_that_is_left_to_it()
    {
        var builder = new ClientBuilder(Throw(Lost), Hang) { Options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromSeconds(40) } };
        var start = builder.Time.GetUtcNow();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.OutcomeUnknown, error.Kind);
        Assert.InRange(builder.Time.GetUtcNow() - start, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task A_conflict_after_a_lost_attempt_is_looked_up()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(200, "[]"), Answer(409, Conflict), Answer(200, InReview));

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((true, "InReview"), (set.FoundByReading, set.VettingStatus));
        Assert.Equal((true, false), (call.IsAccepted, call.IsOpen));
    }

    [Fact]
    public async Task A_conflict_over_something_that_is_not_there_is_unknown_and_sends_nothing()
    {
        var builder = new ClientBuilder(Throw(Lost), Answer(200, "[]"), Answer(200, "[]"), Answer(409, Conflict), Answer(200, "[]"));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains("in the end it answered 409", error.Message, StringComparison.Ordinal);
        Assert.Contains("The customer was read 5 s and 20 s later", error.Message, StringComparison.Ordinal);
        Assert.Equal("POST GET GET POST GET GET", builder.Methods);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(503)]
    public async Task A_conflict_where_nothing_was_lost_is_the_services_answer(int firstStatus)
    {
        var builder = new ClientBuilder(Answer(firstStatus, Conflict), Answer(409, Conflict));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.AlreadyQualified, true), (error.Kind, error.OutcomeIsKnown));
        Assert.All(builder.Sent, sent => Assert.Equal("POST", sent.Method));
    }

    [Fact]
    public async Task A_refusal_that_our_own_success_has_brought_about_is_looked_up()
    {
        // The lost attempt has used the code's last place, and reads lag more than is allowed for.
        var builder = new ClientBuilder(
            Throw(Lost),
            Answer(200, "[]"),
            Answer(200, "[]"),
            Answer(400, """{"code":"800002","description":"The validation code has no remaining creates."}"""),
            Answer(200, """[{"qualification":"GovernmentCommunityCloud","vettingStatus":"Approved"}]"""));

        Assert.True((await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Government))).FoundByReading);
    }

    [Fact]
    public async Task A_yes_that_cannot_be_read_is_read_from_the_customer()
    {
        var builder = new ClientBuilder(Answer(201, "{"), Answer(200, "[]"), Answer(200, InReview));

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((true, "InReview", (Guid?)call.RequestId), (set.FoundByReading, set.VettingStatus, set.RequestId));
    }

    [Theory]
    [InlineData(200, "[]", "does not show")]
    [InlineData(403, "", "could not be read")]
    public async Task A_yes_that_can_be_read_nowhere_took_effect_and_is_not_sent_again(int status, string body, string said)
    {
        var builder = new ClientBuilder(Answer(201, "{"), Answer(status, body));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.UnexpectedResponse, true), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains("has taken effect", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal((true, false), (call.IsAccepted, call.IsOpen));
        Assert.Equal("POST GET GET", builder.Methods);
    }

    [Fact]
    public async Task A_caller_who_stops_while_it_is_looked_for_leaves_the_request_open()
    {
        using var stop = new CancellationTokenSource();
        var builder = new ClientBuilder(Throw(Lost));
        using var client = builder.Build();
        var setting = client.SetQualificationAsync(ClientBuilder.Education, call, stop.Token);
        await builder.Time.UntilTimerAsync(TimeSpan.FromSeconds(5));

        await stop.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.Equal((true, 1), (call.IsOpen, builder.Sent.Count));
    }

    [Fact]
    public async Task A_caller_who_stops_while_the_customer_is_read_leaves_the_request_open()
    {
        using var stop = new CancellationTokenSource();
        var builder = new ClientBuilder(Throw(Lost), async (request, cancellationToken) =>
        {
            await stop.CancelAsync();
            return await Hang(request, cancellationToken);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call, stop.Token)));

        Assert.Equal((true, 2), (call.IsOpen, builder.Sent.Count));
    }

    [Fact]
    public async Task The_story_says_what_was_found_and_what_follows()
    {
        var trace = new RecordingTrace(TraceLevel.Story);
        var traced = new TrackedCall(trace);

        await new ClientBuilder(Throw(Lost), Answer(200, InReview)).RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, traced));

        Assert.Equal($"Customer {ClientBuilder.Customer} was read 5 s later and has Education, InReview. This is taken as the answer to request {traced.RequestId}.", trace.Entries[^1]);
    }

    [Fact]
    public async Task The_story_says_that_reading_failed_and_nothing_is_sent()
    {
        var trace = new RecordingTrace(TraceLevel.Story);
        var traced = new TrackedCall(trace);

        await new ClientBuilder(Throw(Lost), Answer(401)).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, traced));

        Assert.StartsWith($"Customer {ClientBuilder.Customer} was read 5 s later, and that failed, request {traced.RequestId}: Partner Center did not accept the access token", trace.Entries[^2], StringComparison.Ordinal);
        Assert.Equal($"Request {traced.RequestId} is not sent again.", trace.Entries[^1]);
    }

    private static HttpRequestException Lost() => new("lost", new IOException("reset"));
}
