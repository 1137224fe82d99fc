using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Client.LostAnswers;

/// <summary>
/// Every way to lose the answer to a POST, with every service that there may be: the table of docs/lost-answers.md. A row says what the user sees,
/// and it is the same with each of the services.
/// </summary>
public sealed class LostAnswerTableTests
{
    private const string Customer = ClientBuilder.Customer;

    private static readonly QualificationRequest[] Requests =
    [
        QualificationRequest.Create(Customer, Qualifications.StateOwnedEntity),
        QualificationRequest.Create(Customer, Qualifications.GovernmentCommunityCloud, validationCode: "12345"),
        QualificationRequest.Create(Customer, Qualifications.Education, "K12", "contoso.edu"),

        // Denied as soon as it is requested.
        QualificationRequest.Create(Customer, Qualifications.Education, "K12"),
    ];

    private static string Page { get; } = Path.Combine(Repository.Root, "docs", "lost-answers.md");

    public static TheoryData<string> Ways => [.. LostBy.All.Select(way => way.ToString())];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_lost_answer_ends_as_the_page_says(string name)
    {
        var way = LostBy.All.Single(candidate => candidate.ToString() == name);

        var row = $"| {way.Name} | {(way.TakesEffect ? "yes" : "no")} | {await EndsAsync(way, times: 1)} | {await EndsAsync(way, times: int.MaxValue)} |";

        var page = await File.ReadAllLinesAsync(Page, TestContext.Current.CancellationToken);
        Assert.Contains(row, page, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true, 15, "the result, found by reading: 1 sent, 1 effective")]
    [InlineData(false, 15, "the result: 2 sent, 1 effective")]
    public async Task The_times_that_the_service_gets_cover_reads_that_lag_by_15_seconds(bool takesEffect, int lag, string end)
    {
        var way = LostBy.All.First(candidate => candidate.TakesEffect == takesEffect);
        using var line = new LossyLine(way, times: 1) { LookTimes = LookTimes.Default };
        line.Sandbox.Dials.RememberRequestIds = false;
        line.Sandbox.Dials.ReadLag = TimeSpan.FromSeconds(lag);

        Assert.Equal(end, await EndAsync(line, Requests[0]));
    }

    [Fact]
    public async Task A_longer_lag_ends_as_unknown_and_not_as_a_second_request()
    {
        using var line = new LossyLine(LostBy.All.First(candidate => candidate.TakesEffect), times: 1);
        line.Sandbox.Dials.RememberRequestIds = false;
        line.Sandbox.Dials.ReadLag = TimeSpan.FromMinutes(1);

        Assert.Equal("`OutcomeUnknown`: 2 sent, 1 effective", await EndAsync(line, Requests[0]));
    }

    [Fact]
    public async Task A_request_that_takes_effect_late_is_found_while_it_is_looked_for()
    {
        using var line = new LossyLine(LostBy.All.First(candidate => candidate.TakesEffect), times: 1);
        line.Sandbox.Dials.RememberRequestIds = false;
        line.Sandbox.Dials.CommitDelay = TimeSpan.FromSeconds(1);

        Assert.Equal("the result, found by reading: 1 sent, 1 effective", await EndAsync(line, Requests[0]));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_request_that_takes_effect_long_after_takes_effect_beside_its_repetition_unless_the_service_knows_its_id(bool replays, int effective)
    {
        // The limit of what a client can know: docs/lost-answers.md.
        using var line = new LossyLine(LostBy.All.First(candidate => candidate.TakesEffect), times: 1);
        line.Sandbox.Dials.RememberRequestIds = replays;
        line.Sandbox.Dials.CommitDelay = TimeSpan.FromMinutes(1);

        Assert.False((await line.SetAsync(Requests[0])).FoundByReading);

        line.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((2, effective), (line.Posts, line.EffectivePosts));
    }

    [Fact]
    public void The_page_has_no_row_that_no_test_shows()
    {
        var rows = File.ReadAllLines(Page).Count(line => line.Contains("effective |", StringComparison.Ordinal));

        Assert.Equal(LostBy.All.Count, rows);
    }

    /// <summary>How a request ends with each of the services: in the same way.</summary>
    private static async Task<string> EndsAsync(LostBy way, int times)
    {
        var ends = new List<string>();
        foreach (var (line, request) in Lines(way, times))
        {
            using (line) ends.Add(await EndAsync(line, request));
        }

        return Assert.Single(ends.Distinct(StringComparer.Ordinal));
    }

    private static IEnumerable<(LossyLine Line, QualificationRequest Request)> Lines(LostBy way, int times)
    {
        foreach (var request in Requests)
        {
            foreach (var replays in (bool[])[true, false])
            {
                foreach (var lag in (double[])[0, 1.5])
                {
                    var line = new LossyLine(way, times, new SandboxOptions { VettingTime = request.Website is null ? TimeSpan.Zero : TimeSpan.FromMinutes(5) });
                    line.Sandbox.Dials.RememberRequestIds = replays;
                    line.Sandbox.Dials.ReadLag = TimeSpan.FromSeconds(lag);
                    yield return (line, request);
                }
            }
        }
    }

    private static async Task<string> EndAsync(LossyLine line, QualificationRequest request)
    {
        var call = new TrackedCall();
        string end;
        try
        {
            var set = await line.SetAsync(request, call);
            Assert.Equal((request.Qualification, (Guid?)call.RequestId, (Guid?)call.CorrelationId), (set.Qualification, set.RequestId, set.CorrelationId));
            Assert.Equal((true, false), (call.IsAccepted, call.IsOpen));
            end = set.FoundByReading ? "the result, found by reading" : "the result";
        }
        catch (PartnerCenterException error)
        {
            Assert.Equal(error.Kind == PartnerCenterErrorKind.OutcomeUnknown, !error.OutcomeIsKnown);
            Assert.Equal(call.IsOpen, !error.OutcomeIsKnown);
            end = $"`{error.ErrorId}`";
        }

        // Never an error for a success that can be looked up, and never two of them.
        Assert.True(line.EffectivePosts == (call.IsAccepted ? 1 : 0) || end == "`OutcomeUnknown`");
        Assert.InRange(line.EffectivePosts, 0, 1);
        return $"{end}: {line.Posts} sent, {line.EffectivePosts} effective";
    }
}
