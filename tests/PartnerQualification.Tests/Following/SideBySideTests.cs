using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Following;

public sealed class SideBySideTests : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly string[] Customers = [.. Enumerable.Range(1, 5).Select(number => $"c0000000-0000-4000-8000-00000000000{number}")];

    private readonly FakeTimeProvider time = new();
    private readonly RecordingObserver observer = new();
    private readonly HeldReviews center = new();
    private readonly CancellationTokenSource stop = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        center.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task Customers_are_read_side_by_side_up_to_the_limit()
    {
        var work = Follow(limit: 3);
        await center.BeginAsync(3);

        for (var read = 0; read < 5; read++)
        {
            center.Answer(read, Approved(read));
            if (read < 2) await center.BeginAsync(1);
        }

        await work.WaitAsync(LongestWait, Token);
        Assert.Equal((3, 5), (center.MostAtOnce, observer.Decisions.Count));
        Assert.Equal(Customers, center.Read, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_one_reads_one_after_the_other()
    {
        var work = Follow(limit: 1);

        for (var read = 0; read < 5; read++)
        {
            await center.BeginAsync(1);
            center.Answer(read, Approved(read));
        }

        await work.WaitAsync(LongestWait, Token);
        Assert.Equal(1, center.MostAtOnce);
    }

    [Fact]
    public void A_limit_below_one_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new VettingFollower(center, new VettingFollowerOptions { MaxConcurrentReads = 0 }));

        Assert.Contains("MaxConcurrentReads", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_told_as_it_comes_whoever_is_slower()
    {
        var work = Follow(limit: 3);
        await center.BeginAsync(3);

        center.Answer(2, Approved(2));
        await center.BeginAsync(1);
        Assert.Equal([Customers[2]], observer.Decisions.Select(decision => decision.CustomerId), StringComparer.Ordinal);

        center.Answer(0, Approved(0));
        await center.BeginAsync(1);
        Assert.Equal([Customers[2], Customers[0]], observer.Decisions.Select(decision => decision.CustomerId), StringComparer.Ordinal);

        foreach (var read in (int[])[1, 3, 4]) center.Answer(read, Approved(read));
        await work.WaitAsync(LongestWait, Token);
    }

    [Fact]
    public async Task What_comes_while_an_observer_is_told_something_waits_for_its_turn()
    {
        var nested = new NestingObserver(() => center.Answer(1, Approved(1)));
        var work = Follow(limit: 2, nested, customers: 2);
        await center.BeginAsync(2);

        center.Answer(0, Approved(0));

        await work.WaitAsync(LongestWait, Token);
        Assert.Equal((2, 1), (nested.Calls, nested.Deepest));
    }

    [Theory]
    [InlineData(PartnerCenterErrorKind.SessionExpired)]
    [InlineData(PartnerCenterErrorKind.NotConnected)]
    public async Task An_error_that_ends_the_session_ends_the_following_at_once_and_fails_no_review(PartnerCenterErrorKind kind)
    {
        var work = Follow(limit: 3);
        await center.BeginAsync(3);

        center.Fail(1, new PartnerCenterException(kind, new ErrorText("It is over.", "Connect again.")));

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => work.WaitAsync(LongestWait, Token));
        Assert.Equal(kind, error.Kind);
        Assert.Equal((0, 0, 0, 3), (observer.Decisions.Count, observer.Failures.Count, observer.TimeOuts.Count, center.Read.Count));
    }

    [Fact]
    public async Task A_read_that_is_cancelled_by_nobody_here_is_no_time_out()
    {
        var work = Follow(limit: 1);
        await center.BeginAsync(1);

        center.Fail(0, new OperationCanceledException("Somebody else gave up."));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(LongestWait, Token));
        Assert.Empty(observer.TimeOuts);
    }

    [Fact]
    public async Task A_caller_who_stops_ends_all_reads_under_way()
    {
        var work = Follow(limit: 3);
        await center.BeginAsync(3);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(LongestWait, Token));
        Assert.Equal(3, center.Read.Count);
    }

    [Fact]
    public async Task A_pause_lets_what_is_under_way_end_and_begins_nothing_new()
    {
        var work = Follow(limit: 3);
        await center.BeginAsync(3);

        center.Fail(0, new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("Paused.", "Wait.")) { ResumeAt = time.GetUtcNow().AddHours(1) });
        center.Answer(1, Approved(1));
        center.Answer(2, Approved(2));
        await observer.WaitForAsync(progress => progress.IsPaused).WaitAsync(LongestWait, Token);
        Assert.Equal((3, 2), (center.Read.Count, observer.Decisions.Count));

        await time.DriveAsync(center.BeginAsync(3));
        Assert.Equal([Customers[3], Customers[4], Customers[0]], center.Read.Skip(3), StringComparer.Ordinal);
        foreach (var (read, customer) in (ReadOnlySpan<(int, int)>)[(3, 3), (4, 4), (5, 0)]) center.Answer(read, Approved(customer));
        await work.WaitAsync(LongestWait, Token);
    }

    private static CustomerQualification Approved(int customer) => Review(customer) with { VettingStatus = "Approved" };

    private static CustomerQualification Review(int customer) => new() { CustomerId = Customers[customer], Qualification = "Education", VettingStatus = "InReview" };

    private Task Follow(int limit, IVettingObserver? told = null, int customers = 5)
    {
        var follower = new VettingFollower(center, new VettingFollowerOptions { MaxConcurrentReads = limit }, new FakeClock(time), new SteadyRandom());
        var work = follower.FollowAsync(Enumerable.Range(0, customers).Select(Review), told ?? observer, stop.Token);
        time.Advance(TimeSpan.FromSeconds(5));
        return work;
    }

    /// <summary>Lets something else happen in the middle of its first decision, and notes how deep its calls are nested.</summary>
    private sealed class NestingObserver(Action meanwhile) : IVettingObserver
    {
        private int depth;

        public int Calls { get; private set; }

        public int Deepest { get; private set; }

        public void Decided(CustomerQualification qualification)
        {
            Deepest = Math.Max(Deepest, ++depth);
            if (++Calls == 1) meanwhile();
            depth--;
        }

        public void Failed(CustomerQualification qualification, PartnerCenterException error) => throw new NotSupportedException();

        public void TimedOut(CustomerQualification qualification) => throw new NotSupportedException();

        public void Progressed(VettingProgress progress)
        {
        }
    }
}
