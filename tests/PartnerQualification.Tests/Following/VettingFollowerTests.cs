using System.Globalization;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Following;

public sealed class VettingFollowerTests
{
    private const string First = "c0000000-0000-4000-8000-000000000001";
    private const string Second = "c0000000-0000-4000-8000-000000000002";

    private readonly FakeTimeProvider time = new();
    private readonly RecordingObserver observer = new();

    [Fact]
    public async Task A_review_that_ends_is_told_once_with_its_new_state()
    {
        await FollowAsync([Review(First)], (_, read) => [Review(First, read < 3 ? "InReview" : "Approved")]);

        var decision = Assert.Single(observer.Decisions);
        Assert.Equal("Approved", decision.VettingStatus);
    }

    [Fact]
    public async Task Intervals_grow_by_half_from_seconds_to_minutes_and_no_further()
    {
        var center = await FollowAsync([Review(First)], (_, read) => [Review(First, read < 14 ? "InReview" : "Denied")]);

        var gaps = Gaps(center);
        Assert.Equal([5, 7.5, 11.25], gaps.Take(3));
        Assert.Equal([300, 300], gaps.TakeLast(2));
    }

    [Fact]
    public async Task A_polling_interval_stays_as_it_is()
    {
        var options = new VettingFollowerOptions { PollingInterval = TimeSpan.FromSeconds(20) };
        var center = await FollowAsync([Review(First)], (_, read) => [Review(First, read < 4 ? "InReview" : "Approved")], options);

        Assert.Equal([20, 20, 20, 20], Gaps(center));
    }

    [Theory]
    [InlineData(0.0, 4.5)]
    [InlineData(1.0, 5.5)]
    public async Task Chance_moves_an_interval_by_a_tenth_at_the_most(double chance, double seconds)
    {
        var center = await FollowAsync([Review(First)], (_, _) => [Review(First, "Approved")], chance: chance);

        Assert.Equal(seconds, Assert.Single(Gaps(center)), 3);
    }

    [Fact]
    public async Task What_is_decided_already_is_told_at_once_and_not_read()
    {
        var center = await FollowAsync([Review(First, "Denied"), Review(Second, status: null, Qualifications.StateOwnedEntity)], (_, _) => []);

        Assert.Equal(["Education", "StateOwnedEntity"], observer.Decisions.Select(decision => decision.Qualification), StringComparer.Ordinal);
        Assert.Empty(center.Reads);
    }

    [Fact]
    public async Task The_same_review_given_twice_is_followed_once()
    {
        var center = await FollowAsync([Review(First), Review(First)], (_, _) => [Review(First, "Approved")]);

        Assert.Single(observer.Decisions);
        Assert.Single(center.Reads);
    }

    [Fact]
    public async Task Two_reviews_of_one_customer_take_one_read_a_round()
    {
        IReadOnlyList<CustomerQualification> reviews = [Review(First), Review(First, qualification: "Library")];
        var center = await FollowAsync(reviews, (_, _) => [Review(First, "Approved"), Review(First, "Denied", "Library")]);

        Assert.Single(center.Reads);
        Assert.Equal(["Approved", "Denied"], observer.Decisions.Select(decision => decision.VettingStatus).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_customer_that_is_decided_is_not_read_again()
    {
        var center = await FollowAsync([Review(First), Review(Second)], (customer, read) => [Review(customer, customer == First || read == 3 ? "Approved" : "InReview")]);

        Assert.Equal([First, Second, Second, Second], center.Reads.Select(read => read.Customer), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_review_that_is_not_listed_yet_is_followed_on()
    {
        await FollowAsync([Review(First)], (_, read) => read == 1 ? [] : [Review(First, "Approved")]);

        Assert.Equal("Approved", Assert.Single(observer.Decisions).VettingStatus);
    }

    [Fact]
    public async Task A_status_nobody_knows_counts_as_undecided()
    {
        var center = await FollowAsync([Review(First)], (_, read) => [Review(First, read == 1 ? "OnHold" : "Approved")]);

        Assert.Equal(2, center.Reads.Count);
    }

    [Theory]
    [InlineData(PartnerCenterErrorKind.ServiceUnavailable)]
    [InlineData(PartnerCenterErrorKind.ConnectionFailed)]
    [InlineData(PartnerCenterErrorKind.Throttled)]
    [InlineData(PartnerCenterErrorKind.ServiceOutage)]
    public async Task A_failure_that_passes_is_tried_again_in_the_next_round(PartnerCenterErrorKind kind)
    {
        await FollowAsync([Review(First)], (_, read) => read == 1 ? throw Error(kind) : [Review(First, "Approved")]);

        Assert.Single(observer.Decisions);
        Assert.Empty(observer.Failures);
    }

    [Fact]
    public async Task An_outage_cuts_the_round_which_goes_on_at_the_next_one()
    {
        var options = new VettingFollowerOptions { MaxConcurrentReads = 1, PollingInterval = TimeSpan.FromSeconds(10) };

        var center = await FollowAsync([Review(First), Review(Second)], (customer, read) => customer == First && read == 1 ? throw Error(PartnerCenterErrorKind.ServiceOutage) : [Review(customer, "Approved")], options);

        Assert.Equal([First, Second, First], center.Reads.Select(read => read.Customer), StringComparer.Ordinal);
        Assert.InRange(center.Reads[1].At - center.Reads[0].At, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11));
        Assert.Equal((2, 0), (observer.Decisions.Count, observer.Failures.Count));
    }

    [Fact]
    public async Task A_failure_that_stays_ends_that_customer_and_the_others_go_on()
    {
        await FollowAsync([Review(First), Review(Second)], (customer, _) => customer == First ? throw Error(PartnerCenterErrorKind.CustomerNotFound) : [Review(Second, "Approved")]);

        var failure = Assert.Single(observer.Failures);
        Assert.Equal((First, PartnerCenterErrorKind.CustomerNotFound), (failure.Review.CustomerId, failure.Error.Kind));
        Assert.Equal(Second, Assert.Single(observer.Decisions).CustomerId);
    }

    [Fact]
    public async Task What_is_undecided_when_time_is_over_is_told_in_its_present_state()
    {
        var options = new VettingFollowerOptions { Timeout = TimeSpan.FromSeconds(15) };
        await FollowAsync([Review(First), Review(Second)], (customer, _) => [Review(customer, customer == First ? "OnHold" : "Approved")], options);

        Assert.Equal("OnHold", Assert.Single(observer.TimeOuts).VettingStatus);
        Assert.Equal(Second, Assert.Single(observer.Decisions).CustomerId);
    }

    [Fact]
    public async Task A_timeout_ends_the_wait_between_rounds_on_time()
    {
        var begun = time.GetUtcNow();
        await FollowAsync([Review(First)], (_, _) => [Review(First)], new VettingFollowerOptions { Timeout = TimeSpan.FromSeconds(7) });

        Assert.Equal(TimeSpan.FromSeconds(7), time.GetUtcNow() - begun);
    }

    [Fact]
    public async Task A_timeout_and_an_interval_of_any_length_are_kept()
    {
        var options = new VettingFollowerOptions { Timeout = TimeSpan.MaxValue, PollingInterval = TimeSpan.FromDays(60) };
        var center = await FollowAsync([Review(First)], (_, read) => [Review(First, read < 2 ? "InReview" : "Approved")], options);

        Assert.Equal([60 * 86400.0, 60 * 86400.0], Gaps(center));
        Assert.Single(observer.Decisions);
        Assert.Empty(observer.TimeOuts);
    }

    [Fact]
    public async Task A_timeout_of_sixty_days_ends_the_wait_after_sixty_days()
    {
        var begun = time.GetUtcNow();
        await FollowAsync([Review(First)], (_, _) => [Review(First)], new VettingFollowerOptions { Timeout = TimeSpan.FromDays(60), LongestInterval = TimeSpan.FromDays(20), Growth = 1000 });

        Assert.Equal(TimeSpan.FromDays(60), time.GetUtcNow() - begun);
        Assert.Single(observer.TimeOuts);
    }

    [Fact]
    public async Task An_interval_without_end_is_ended_by_the_timeout()
    {
        var options = new VettingFollowerOptions { Timeout = TimeSpan.FromDays(1), PollingInterval = TimeSpan.MaxValue };
        await FollowAsync([Review(First)], (_, _) => [Review(First)], options, chance: 1);

        Assert.Equal(DateTimeOffset.MaxValue, observer.Progress[0].NextRound);
        Assert.Single(observer.TimeOuts);
    }

    [Fact]
    public async Task An_interval_that_grows_without_end_stays_at_the_longest()
    {
        var options = new VettingFollowerOptions { Growth = 1e300, LongestInterval = TimeSpan.FromDays(2) };
        var center = await FollowAsync([Review(First)], (_, read) => [Review(First, read < 3 ? "InReview" : "Approved")], options);

        Assert.Equal([5, 2 * 86400.0, 2 * 86400.0], Gaps(center));
    }

    [Fact]
    public async Task A_pause_that_is_too_long_for_a_request_is_waited_out()
    {
        var trace = new RecordingTrace(TraceLevel.Story);
        var resumeAt = time.GetUtcNow().AddHours(1);
        var center = await FollowAsync([Review(First)], (_, read) => read == 1 ? throw Paused(resumeAt) : [Review(First, "Approved")], new VettingFollowerOptions { Trace = trace });

        Assert.Equal([5, 3595], Gaps(center));
        Assert.Equal([(false, null), (true, resumeAt)], observer.Progress.Take(2).Select(progress => (progress.IsPaused, progress.IsPaused ? progress.NextRound : null)));
        Assert.Empty(observer.Failures);
        Assert.Contains(trace.Entries, entry => entry.Contains($"pause. The customers are read again at {resumeAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture)}, in ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pause_ends_with_the_timeout_where_that_comes_first()
    {
        var begun = time.GetUtcNow();
        await FollowAsync([Review(First)], (_, _) => throw Paused(begun.AddHours(1)), new VettingFollowerOptions { Timeout = TimeSpan.FromMinutes(30) });

        Assert.Equal(TimeSpan.FromMinutes(30), time.GetUtcNow() - begun);
        Assert.Equal("InReview", Assert.Single(observer.TimeOuts).VettingStatus);
    }

    [Fact]
    public async Task A_pause_that_was_over_before_it_was_told_does_not_hurry_the_next_round()
    {
        var center = await FollowAsync([Review(First)], (_, read) => read == 1 ? throw Paused(time.GetUtcNow()) : [Review(First, "Approved")]);

        Assert.Equal([5, 5], Gaps(center));
    }

    [Fact]
    public async Task A_round_that_was_throttled_waits_for_as_long_as_the_service_asks()
    {
        var throttled = new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("Throttled.", string.Empty)) { RetryAfter = TimeSpan.FromMinutes(3) };
        var center = await FollowAsync([Review(First)], (_, read) => read == 1 ? throw throttled : [Review(First, "Approved")]);

        Assert.Equal([5, 180], Gaps(center));
    }

    [Fact]
    public async Task A_timeout_of_nothing_reads_nothing()
    {
        var center = await FollowAsync([Review(First)], (_, _) => [Review(First, "Approved")], new VettingFollowerOptions { Timeout = TimeSpan.Zero });

        Assert.Single(observer.TimeOuts);
        Assert.Empty(center.Reads);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_a_cancellation_and_no_time_outs()
    {
        using var stop = new CancellationTokenSource();
        var options = new VettingFollowerOptions { Timeout = TimeSpan.FromHours(1) };
        var center = new ScriptedReviews(time, (_, _) =>
        {
            stop.Cancel();
            return [Review(First)];
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => time.DriveAsync(Follower(center, options).FollowAsync([Review(First)], observer, stop.Token)));
        Assert.Empty(observer.TimeOuts);
    }

    [Fact]
    public async Task Name_domain_and_date_are_kept_where_reading_does_not_tell_them()
    {
        var begun = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var before = Review(First) with { CompanyName = "Contoso", Domain = "contoso.edu", VettingCreatedDate = begun };
        await FollowAsync([before], (_, _) => [Review(First, "Approved")]);

        var decision = Assert.Single(observer.Decisions);
        Assert.Equal(("Contoso", "contoso.edu", begun), (decision.CompanyName, decision.Domain, decision.VettingCreatedDate));
    }

    [Theory]
    [InlineData(null, "the day before")]
    [InlineData("the day after", "the day after")]
    public async Task A_date_that_cannot_be_read_is_kept_as_the_service_wrote_it_last(string? now, string expected)
    {
        var before = Review(First) with { VettingCreatedDateText = "the day before" };
        await FollowAsync([before], (_, _) => [Review(First, "Approved") with { VettingCreatedDateText = now }]);

        Assert.Equal(expected, Assert.Single(observer.Decisions).VettingCreatedDateText);
    }

    [Fact]
    public async Task Progress_counts_and_names_the_longest_waiting_and_the_next_round()
    {
        var older = Review(Second) with { VettingCreatedDate = new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero) };
        var newer = Review(First) with { VettingCreatedDate = new DateTimeOffset(2025, 12, 24, 0, 0, 0, TimeSpan.Zero) };
        await FollowAsync([newer, older], (customer, _) => [Review(customer, "Approved")]);

        var first = observer.Progress[0];
        Assert.Equal((2, 2, Second), (first.Total, first.Pending, first.LongestWaiting!.CustomerId));
        Assert.NotNull(first.NextRound);
        Assert.Equal((2, 0), (observer.Progress[^1].Decided, observer.Progress[^1].Pending));
    }

    [Fact]
    public async Task Every_read_leaves_its_ids_to_the_client_which_makes_new_ones()
    {
        var center = await FollowAsync([Review(First)], (_, read) => [Review(First, read == 1 ? "InReview" : "Approved")]);

        Assert.Equal(2, center.Calls.Count);
        Assert.All(center.Calls, call => Assert.Equal((null, null), (call!.RequestId, call.CorrelationId)));
    }

    [Fact]
    public async Task A_session_that_is_closed_between_two_rounds_ends_the_following_and_nothing_is_told_of_those_left()
    {
        var center = new ScriptedReviews(time, (customer, read) => read == 1 ? [Review(customer)] : throw Error(PartnerCenterErrorKind.NotConnected));

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => time.DriveAsync(Follower(center, options: null).FollowAsync([Review(First), Review(Second)], observer, TestContext.Current.CancellationToken)));

        Assert.Equal(PartnerCenterErrorKind.NotConnected, error.Kind);
        Assert.Equal((0, 0, 0), (observer.Decisions.Count, observer.Failures.Count, observer.TimeOuts.Count));
    }

    private static CustomerQualification Review(string customer, string? status = "InReview", string qualification = "Education") =>
        new() { CustomerId = customer, Qualification = qualification, VettingStatus = status };

    private static PartnerCenterException Paused(DateTimeOffset resumeAt) =>
        new(PartnerCenterErrorKind.Throttled, new ErrorText("Paused.", "Wait.")) { ResumeAt = resumeAt };

    private static PartnerCenterException Error(PartnerCenterErrorKind kind) => new(kind, new ErrorText("It failed.", string.Empty));

    private static double[] Gaps(ScriptedReviews center)
    {
        var times = center.Reads.Select(read => read.At.TotalSeconds).ToArray();
        return times.Select((at, index) => index == 0 ? at : at - times[index - 1]).Select(gap => Math.Round(gap, 4)).ToArray();
    }

    private VettingFollower Follower(IPartnerCenter center, VettingFollowerOptions? options, double chance = 0.5) =>
        new(center, options, new FakeClock(time), new SteadyRandom(chance));

    private async Task<ScriptedReviews> FollowAsync(
        IReadOnlyList<CustomerQualification> reviews,
        Func<string, int, IReadOnlyList<CustomerQualification>> answer,
        VettingFollowerOptions? options = null,
        double chance = 0.5)
    {
        var center = new ScriptedReviews(time, answer);
        await time.DriveAsync(Follower(center, options, chance).FollowAsync(reviews, observer, TestContext.Current.CancellationToken));
        return center;
    }
}
