using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client.LostAnswers;

/// <summary>A request that an earlier run sent without learning the answer: it is looked for before it is sent again.</summary>
public sealed class SentBeforeTests
{
    private const string Held = """[{"qualification":"Education","vettingStatus":"Approved","vettingCreatedDate":"2019-05-06T07:08:09Z"}]""";

    [Fact]
    public async Task What_is_there_is_its_answer_and_nothing_is_sent()
    {
        var builder = new ClientBuilder(Answer(200, Held));
        var call = Call(builder, TimeSpan.FromHours(3));
        var start = builder.Time.GetUtcNow();

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((true, (Guid?)call.RequestId), (set.FoundByReading, set.RequestId));
        Assert.Equal(("GET", start), (Assert.Single(builder.Sent).Method, builder.Time.GetUtcNow()));
        Assert.Equal((0, true, false), (call.Attempts, call.IsAccepted, call.IsOpen));
    }

    [Fact]
    public async Task What_is_not_there_long_after_is_sent_after_one_reading_under_the_same_id()
    {
        var builder = new ClientBuilder(Answer(200, "[]"), Answer(201));
        var call = Call(builder, TimeSpan.FromHours(3));

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.False(set.FoundByReading);
        Assert.Equal("GET POST", builder.Methods);
        Assert.Equal(call.RequestId.ToString(), builder.Sent[1].Headers["MS-RequestId"]);
    }

    [Fact]
    public async Task What_was_sent_a_moment_ago_is_read_twice_at_the_times_that_its_sending_says()
    {
        var builder = new ClientBuilder(Answer(200, "[]"), Answer(200, "[]"), Answer(201));
        var start = builder.Time.GetUtcNow();

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, Call(builder, TimeSpan.FromSeconds(3))));

        Assert.Equal("GET GET POST", builder.Methods);
        Assert.Equal(TimeSpan.FromSeconds(17), builder.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_time_that_is_still_to_come_is_the_fault_of_another_clock_and_not_waited_for()
    {
        var builder = new ClientBuilder(Answer(200, "[]"), Answer(200, "[]"), Answer(201));
        var start = builder.Time.GetUtcNow();

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, Call(builder, TimeSpan.FromHours(-1))));

        Assert.Equal(TimeSpan.FromSeconds(20), builder.Time.GetUtcNow() - start);
    }

    [Theory]
    [InlineData(-2, true)]
    [InlineData(1, false)]
    public async Task A_denial_counts_by_the_time_the_earlier_run_sent_it(int hoursAfter, bool isSent)
    {
        var builder = new ClientBuilder();
        builder.Time.Advance(TimeSpan.FromMinutes(7));
        var sentAt = builder.Time.GetUtcNow();
        var denial = $$"""[{"qualification":"Education","vettingStatus":"Denied","vettingCreatedDate":"{{sentAt.AddHours(hoursAfter).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}]""";
        builder = new ClientBuilder(Answer(200, denial), Answer(201));
        builder.Time.Advance(TimeSpan.FromMinutes(7) + TimeSpan.FromHours(5));

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, new TrackedCall { SentBefore = sentAt }));

        Assert.Equal((!isSent, isSent ? 2 : 1), (set.FoundByReading, builder.Sent.Count));
    }

    [Fact]
    public async Task Reading_that_fails_leaves_it_unknown_and_open_and_sends_nothing()
    {
        var builder = new ClientBuilder(Answer(403));
        var call = Call(builder, TimeSpan.FromHours(3));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false, true), (error.Kind, error.OutcomeIsKnown, call.IsOpen));
        Assert.Contains("an earlier run sent it at", error.Message, StringComparison.Ordinal);
        Assert.Equal("GET", Assert.Single(builder.Sent).Method);
    }

    [Fact]
    public async Task A_conflict_is_looked_up_because_the_earlier_attempt_may_have_brought_it_about()
    {
        var builder = new ClientBuilder(Answer(200, "[]"), Answer(409, """{"code":"409","description":"Exists"}"""), Answer(200, Held));

        Assert.True((await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, Call(builder, TimeSpan.FromHours(3))))).FoundByReading);
    }

    [Fact]
    public async Task A_caller_who_stops_before_it_was_found_leaves_it_open()
    {
        using var stop = new CancellationTokenSource();
        var builder = new ClientBuilder(async (request, cancellationToken) =>
        {
            await stop.CancelAsync();
            return await Hang(request, cancellationToken);
        });
        var call = Call(builder, TimeSpan.FromHours(3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call, stop.Token)));

        Assert.True(call.IsOpen);
    }

    private static TrackedCall Call(ClientBuilder builder, TimeSpan ago) => new() { SentBefore = builder.Time.GetUtcNow() - ago };
}
