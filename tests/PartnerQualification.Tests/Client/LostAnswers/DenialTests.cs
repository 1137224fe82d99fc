using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client.LostAnswers;

/// <summary>Whose answer a denial is, by its date on the service's clock.</summary>
public sealed class DenialTests
{
    private static readonly DateTimeOffset SentAt = new(2026, 3, 2, 10, 15, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Dates => new()
    {
        { "2026-03-02T10:15:01Z", "ours" },
        { "2026-03-02T10:15:00Z", "ours" },
        { "2026-03-02T10:14:55.001Z", "ours" },
        { "2026-03-02T10:14:55Z", "unknown" },
        { "2026-03-02T09:15:00.001Z", "unknown" },
        { "2026-03-02T09:15:00Z", "old" },
        { "2025-11-01T07:30:00Z", "old" },
        { "2026-03-02", "unknown" },
        { "03/01/2026: 00:00:00", "unknown" },
        { "2026-03-03T00:00:00Z", "unknown" },
        { "the other day", "unknown" },
        { "", "unknown" },
    };

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task A_denial_is_ours_or_an_old_one_or_nobody_knows(string date, string expected) =>
        Assert.Equal(expected, await EndAsync(Builder(Lost, Answer(200, Denied(date)), Answer(200, Denied(date)), Answer(201))));

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_denial_is_compared_with_the_services_clock_and_not_with_the_machines(int ahead)
    {
        var offset = TimeSpan.FromSeconds(ahead);
        var ours = Denied(Iso(SentAt + offset));
        var old = Denied(Iso(SentAt + offset - TimeSpan.FromHours(2)));

        Assert.Equal("ours", await EndAsync(Builder(Dated(500, offset), Answer(200, ours), Answer(200, ours), Answer(201))));
        Assert.Equal("old", await EndAsync(Builder(Dated(500, offset), Answer(200, old), Answer(200, old), Answer(201))));
    }

    [Fact]
    public async Task A_gateways_page_does_not_say_what_time_it_is_at_the_service()
    {
        var denied = Denied(Iso(SentAt));
        var page = AnswerBytes(502, "<html>"u8.ToArray(), answer => answer.Headers.Date = SentAt + TimeSpan.FromHours(2));

        Assert.Equal("ours", await EndAsync(Builder(page, Answer(200, denied))));
    }

    [Fact]
    public async Task An_old_denial_may_only_be_what_a_lagging_read_still_shows()
    {
        var builder = Builder(Lost, Answer(200, Denied("2025-11-01T07:30:00Z")), Answer(200, Denied(Iso(SentAt + TimeSpan.FromSeconds(1)))));

        Assert.Equal("ours", await EndAsync(builder));
        Assert.Equal(3, builder.Sent.Count);
    }

    [Fact]
    public async Task A_denial_after_the_first_of_two_lost_attempts_is_ours()
    {
        var late = Denied(Iso(SentAt + TimeSpan.FromSeconds(2)));

        Assert.Equal("ours", await EndAsync(Builder(Lost, Answer(200, "[]"), Answer(200, "[]"), Lost, Answer(200, late))));
    }

    [Fact]
    public async Task A_denial_of_which_nobody_knows_is_named_in_the_error()
    {
        var error = await Builder(Lost, Answer(200, Denied("2026-03-02"))).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Contains("shows a denied review (dated 2026-03-02T00:00:00Z): whether that is the answer to this request, or to one before it, cannot be told", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_beside_an_old_denial_is_unknown()
    {
        var old = Answer(200, Denied("2025-11-01T07:30:00Z"));
        var builder = Builder(Lost, old, old, Answer(409, """{"code":"409","description":"Exists"}"""), old);

        Assert.Equal("unknown", await EndAsync(builder, posts: 2));
    }

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Lost { get; } = Throw(() => new HttpRequestException("lost", new IOException("reset")));

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Dated(int status, TimeSpan ahead) =>
        Answer(status, """{"code":"1","description":"failed"}""", answer => answer.Headers.Date = SentAt + ahead);

    private static string Denied(string date) => $$"""[{"qualification":"Education","vettingStatus":"Denied","vettingReason":"Not an Academic Domain","vettingCreatedDate":"{{date}}"}]""";

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static ClientBuilder Builder(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] steps)
    {
        var builder = new ClientBuilder(steps);
        builder.Time.Advance(SentAt - builder.Time.GetUtcNow());
        return builder;
    }

    private static async Task<string> EndAsync(ClientBuilder builder, int posts = 1)
    {
        try
        {
            var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education));
            if (!set.FoundByReading) return "old";
            Assert.Equal("Denied", set.VettingStatus);
            return "ours";
        }
        catch (PartnerCenterException error)
        {
            Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
            Assert.Equal(posts, builder.Sent.Count(sent => sent.Method == "POST"));
            return "unknown";
        }
    }
}
