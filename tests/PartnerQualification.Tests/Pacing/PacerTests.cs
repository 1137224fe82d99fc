using PartnerQualification.Client;
using PartnerQualification.Client.Pacing;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Pacing;

public sealed class PacerTests : IDisposable
{
    private static readonly TimeSpan TestLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Endless = TimeSpan.MaxValue;
    private readonly FakeTimeProvider time = new();
    private readonly Pacer pacer;

    public PacerTests() => pacer = new Pacer(time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => pacer.Dispose();

    [Fact]
    public async Task Nobody_waits_while_no_limit_has_been_met()
    {
        for (var request = 0; request < 10_000; request++)
        {
            var permit = pacer.WaitAsync(null, Endless, Token);
            Assert.True(permit.IsCompletedSuccessfully);
            pacer.Answered(await permit);
        }

        Assert.Equal(new PacingStatus(null, TimeSpan.Zero, TimeSpan.Zero, 0), pacer.Status);
    }

    [Fact]
    public async Task Nothing_is_allocated_while_no_limit_has_been_met()
    {
        await ExchangeAsync(1000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        await ExchangeAsync(1000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public async Task One_429_pauses_everybody_for_as_long_as_it_says()
    {
        pacer.Throttled(await pacer.WaitAsync(null, Endless, Token), TimeSpan.FromSeconds(57));
        var waiters = Enumerable.Range(0, 100).Select(_ => pacer.WaitAsync(null, Endless, Token).AsTask()).ToList();

        time.Advance(TimeSpan.FromSeconds(56.9));
        Assert.All(waiters, waiter => Assert.False(waiter.IsCompleted));
        Assert.Equal(100, pacer.Status.PausedFor.TotalMilliseconds, 1.0);

        time.Advance(TimeSpan.FromSeconds(0.2));
        await Task.WhenAny(waiters).WaitAsync(TestLimit, Token);
        Assert.Equal(1, waiters.Count(waiter => waiter.IsCompleted));
        Assert.Equal(1, pacer.Status.ThrottledAnswers);
        Assert.Equal(57.1, pacer.Status.ThrottledTime.TotalSeconds, 0.01);
    }

    [Fact]
    public async Task After_a_pause_one_goes_ahead_and_the_rest_follow_when_it_got_through()
    {
        await PauseAsync(1);
        var scout = pacer.WaitAsync(null, Endless, Token).AsTask();
        var other = pacer.WaitAsync(null, Endless, Token).AsTask();

        time.Advance(TimeSpan.FromSeconds(60));
        var permit = await scout.WaitAsync(TestLimit, Token);
        Assert.True(permit.IsScout);
        Assert.False(other.IsCompleted);

        pacer.Answered(permit);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False((await other.WaitAsync(TestLimit, Token)).IsScout);
    }

    [Fact]
    public async Task A_lost_scout_is_followed_by_the_next_one()
    {
        await PauseAsync(10);
        var scout = pacer.WaitAsync(null, Endless, Token).AsTask();
        var next = pacer.WaitAsync(null, Endless, Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(10));

        pacer.Abandoned(await scout.WaitAsync(TestLimit, Token));

        Assert.True((await next.WaitAsync(TestLimit, Token)).IsScout);
    }

    [Fact]
    public async Task Waiters_are_sent_in_the_order_they_came()
    {
        await ExchangeAsync(20);
        await PauseAsync(2);
        var waiters = Enumerable.Range(0, 100).Select(_ => SentAtAsync()).ToArray();

        await time.DriveAsync(Task.WhenAll(waiters));

        // When each may be sent, and not when the thread pool runs what follows.
        var sentAt = await Task.WhenAll(waiters);
        Assert.Equal(sentAt.Order(), sentAt);
        Assert.True(sentAt[0] < sentAt[^1]);
    }

    [Fact]
    public async Task A_waiter_who_gives_up_delays_nobody()
    {
        await PauseAsync(5);
        using var givesUp = new CancellationTokenSource();
        var first = pacer.WaitAsync(null, Endless, givesUp.Token).AsTask();
        var second = pacer.WaitAsync(null, Endless, Token).AsTask();

        await givesUp.CancelAsync();
        time.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second.WaitAsync(TestLimit, Token)).IsScout);
    }

    [Fact]
    public async Task Where_the_service_names_no_wait_the_pause_doubles()
    {
        var pauses = new List<double>();
        var permit = await pacer.WaitAsync(null, Endless, Token);
        for (var refusal = 0; refusal < 8; refusal++)
        {
            pacer.Throttled(permit, null);
            pauses.Add(Math.Round(pacer.Status.PausedFor.TotalSeconds, 3));
            var next = pacer.WaitAsync(null, Endless, Token).AsTask();
            time.Advance(pacer.Status.PausedFor + TimeSpan.FromMilliseconds(1));
            permit = await next.WaitAsync(TestLimit, Token);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
    }

    [Fact]
    public async Task Answers_to_what_was_under_way_lengthen_a_pause_but_never_shorten_it()
    {
        var first = await pacer.WaitAsync(null, Endless, Token);
        var second = await pacer.WaitAsync(null, Endless, Token);
        var third = await pacer.WaitAsync(null, Endless, Token);

        pacer.Throttled(first, TimeSpan.FromSeconds(5));
        pacer.Throttled(second, TimeSpan.FromSeconds(9));
        pacer.Throttled(third, TimeSpan.FromSeconds(1));

        Assert.Equal(9, pacer.Status.PausedFor.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task A_pause_longer_than_the_attempt_may_wait_is_not_begun()
    {
        await PauseAsync(3600);
        time.Advance(TimeSpan.FromMinutes(10));

        var error = await Assert.ThrowsAsync<AttemptException>(() => pacer.WaitAsync(null, TimeSpan.FromMinutes(10), Token).AsTask());

        Assert.Equal((AttemptOutcome.Paused, 50), (error.Outcome, Math.Round(error.Pause.TotalMinutes, 6)));
    }

    [Fact]
    public async Task A_waiter_is_ended_as_soon_as_a_pause_is_too_long_for_it()
    {
        await PauseAsync(5);
        var scout = pacer.WaitAsync(null, TimeSpan.FromMinutes(10), Token).AsTask();
        var short1 = pacer.WaitAsync(null, TimeSpan.FromMinutes(10), Token).AsTask();
        var patient = pacer.WaitAsync(null, TimeSpan.FromHours(2), Token).AsTask();
        var short2 = pacer.WaitAsync(null, TimeSpan.FromMinutes(10), Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(5));

        pacer.Throttled(await scout.WaitAsync(TestLimit, Token), TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<AttemptException>(() => short1.WaitAsync(TestLimit, Token));
        await Assert.ThrowsAsync<AttemptException>(() => short2.WaitAsync(TestLimit, Token));
        Assert.False(patient.IsCompleted);
        time.Advance(TimeSpan.FromHours(1));
        Assert.True((await patient.WaitAsync(TestLimit, Token)).IsScout);
    }

    [Fact]
    public async Task A_pause_that_ends_in_time_is_waited_out()
    {
        await PauseAsync(600);
        var waiter = pacer.WaitAsync(null, TimeSpan.FromSeconds(601), Token).AsTask();

        time.Advance(TimeSpan.FromSeconds(600));

        Assert.True((await waiter.WaitAsync(TestLimit, Token)).IsScout);
    }

    [Fact]
    public async Task A_pause_too_long_to_be_waited_out_leaves_no_rate_and_no_window_behind()
    {
        await ExchangeAsync(20);
        await PauseAsync(3600);
        time.Advance(TimeSpan.FromHours(1));
        await ExchangeAsync(1);

        await ExchangeAsync(1000);

        Assert.Null(pacer.Status.RequestsPerSecond);
        Assert.Equal(TimeSpan.Zero, pacer.Status.ThrottledTime);
    }

    [Fact]
    public async Task A_pause_beyond_all_timers_is_kept()
    {
        await PauseAsync(TimeSpan.MaxValue.TotalSeconds);
        var waiter = pacer.WaitAsync(null, Endless, Token).AsTask();

        time.Advance(TimeSpan.FromDays(100));

        Assert.False(waiter.IsCompleted);
        Assert.InRange(pacer.Status.PausedFor, TimeSpan.FromDays(10_000_000), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_learnt_rate_does_not_drift()
    {
        // 100 requests in 9 s, and a pause of 1 s: 10 a second. Twice, so that it is a rate and no burst.
        for (var refusal = 0; refusal < 2; refusal++)
        {
            await time.DriveAsync(SendEvenlyAsync(100));
            await PauseAsync(1);
        }

        pacer.Answered(await time.DriveAsync(pacer.WaitAsync(null, Endless, Token).AsTask()));
        var learnt = pacer.Status.RequestsPerSecond!.Value;
        var start = time.GetUtcNow();
        var sent = await time.DriveAsync(SendAsync(101));
        var most = pacer.Status.RequestsPerSecond!.Value;

        Assert.Equal(101, sent);
        Assert.InRange(learnt, 9, 11);
        Assert.InRange(101 / (time.GetUtcNow() - start).TotalSeconds, 0.95 * learnt, 1.05 * most);
    }

    [Fact]
    public async Task Closing_ends_all_waiting_and_lets_nobody_go_any_more()
    {
        await PauseAsync(60);
        var waiter = pacer.WaitAsync(null, Endless, Token).AsTask();

        pacer.Dispose();

        Assert.Equal(AttemptOutcome.Closed, (await Assert.ThrowsAsync<AttemptException>(() => waiter)).Outcome);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AttemptOutcome.Closed, (await Assert.ThrowsAsync<AttemptException>(() => pacer.WaitAsync(null, Endless, Token).AsTask())).Outcome);
    }

    [Fact]
    public async Task A_hundred_callers_who_give_up_at_random_keep_the_queue_in_order()
    {
        await PauseAsync(1);
        var random = new Random(5);
        var callers = Enumerable.Range(0, 100).Select(_ => CallAsync(TimeSpan.FromMilliseconds(random.Next(1, 4000)))).ToList();

        var outcomes = await time.DriveAsync(Task.WhenAll(callers));
        var afterwards = await time.DriveAsync(SendAsync(1));

        Assert.Contains(true, outcomes);
        Assert.Contains(false, outcomes);
        Assert.Equal(1, afterwards);
    }

    [Fact]
    public async Task A_clock_that_runs_back_breaks_nothing()
    {
        var clock = new SteppingClock();
        using var paced = new Pacer(clock);
        clock.Seconds = 100;
        var permit = await paced.WaitAsync(null, Endless, Token);
        clock.Seconds = 50;

        paced.Throttled(permit, TimeSpan.FromSeconds(5));

        Assert.Equal(5, paced.Status.PausedFor.TotalSeconds, 0.001);
        clock.Seconds = 105;
        Assert.True((await paced.WaitAsync(null, Endless, Token)).IsScout);
    }

    [Fact]
    public async Task One_customers_wait_holds_up_nobody_behind_it()
    {
        await LimitOneAsync(TimeSpan.FromSeconds(60));
        var own = pacer.WaitAsync("limited", Endless, Token).AsTask();

        await ExchangeAsync(1000);

        Assert.False(own.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.False((await own.WaitAsync(TestLimit, Token)).IsScout);
    }

    [Fact]
    public async Task Requests_of_a_customer_that_waits_keep_their_order()
    {
        await LimitOneAsync(TimeSpan.FromSeconds(60));
        var first = pacer.WaitAsync("limited", Endless, Token).AsTask();
        var second = pacer.WaitAsync("limited", Endless, Token).AsTask();

        time.Advance(TimeSpan.FromSeconds(60));

        var permit = await first.WaitAsync(TestLimit, Token);
        Assert.False(second.IsCompleted);
        pacer.Answered(permit);
        await second.WaitAsync(TestLimit, Token);
    }

    [Fact]
    public async Task A_customers_wait_that_is_too_long_ends_its_requests_only()
    {
        await LimitOneAsync(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<AttemptException>(() => pacer.WaitAsync("limited", TimeSpan.FromSeconds(59), Token).AsTask());

        Assert.Equal((AttemptOutcome.Paused, true), (error.Outcome, error.IsOfOneCustomer));
        pacer.Answered(await pacer.WaitAsync("another", TimeSpan.FromSeconds(59), Token).AsTask().WaitAsync(TestLimit, Token));
        Assert.Equal((TimeSpan.Zero, 60), (pacer.Status.PausedFor, Math.Round(pacer.PausedFor("limited").TotalSeconds, 3)));
    }

    [Fact]
    public async Task Who_waits_already_is_ended_only_when_it_is_certain_that_the_pause_is_too_long()
    {
        var refused = await pacer.WaitAsync("limited", Endless, Token);
        time.Advance(TimeSpan.FromMilliseconds(60));
        var others = await TakeOthersAsync(5);
        time.Advance(TimeSpan.FromMilliseconds(40));
        pacer.Throttled(refused, TimeSpan.FromHours(1));
        var waiting = pacer.WaitAsync("sixth", TimeSpan.FromMinutes(10), Token).AsTask();
        var again = pacer.WaitAsync("limited", TimeSpan.FromMinutes(10), Token).AsTask();
        Assert.False(waiting.IsCompleted || again.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(60));
        foreach (var other in others) pacer.Answered(other);

        await waiting.WaitAsync(TestLimit, Token);
        Assert.True((await Assert.ThrowsAsync<AttemptException>(() => again.WaitAsync(TestLimit, Token))).IsOfOneCustomer);
    }

    [Fact]
    public async Task A_pause_that_nobody_shows_to_be_one_customers_ends_who_cannot_wait_for_it()
    {
        var refused = await pacer.WaitAsync("limited", Endless, Token);
        time.Advance(TimeSpan.FromMilliseconds(60));
        await TakeOthersAsync(5);
        time.Advance(TimeSpan.FromMilliseconds(40));
        pacer.Throttled(refused, TimeSpan.FromHours(1));
        var waiting = pacer.WaitAsync("sixth", TimeSpan.FromMinutes(10), Token).AsTask();

        time.Advance(TimeSpan.FromMilliseconds(149));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.False((await Assert.ThrowsAsync<AttemptException>(() => waiting.WaitAsync(TestLimit, Token))).IsOfOneCustomer);
    }

    private static TimeSpan Length(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;

    private async Task<List<Permit>> TakeOthersAsync(int count)
    {
        var permits = new List<Permit>();
        for (var other = 0; other < count; other++) permits.Add(await pacer.WaitAsync($"customer {other}", Endless, Token));
        return permits;
    }

    /// <summary>Has one customer refused for so long while five others get through, in no time.</summary>
    private async Task LimitOneAsync(TimeSpan wait)
    {
        var refused = await pacer.WaitAsync("limited", Endless, Token);
        var others = await TakeOthersAsync(5);
        pacer.Throttled(refused, wait);
        foreach (var other in others) pacer.Answered(other);
    }

    private async ValueTask ExchangeAsync(int times)
    {
        for (var request = 0; request < times; request++) pacer.Answered(await pacer.WaitAsync(null, Endless, Token));
    }

    private async Task PauseAsync(double seconds) => pacer.Throttled(await pacer.WaitAsync(null, Endless, Token), Length(seconds));

    private async Task<int> SendAsync(int requests)
    {
        for (var sent = 0; sent < requests; sent++) pacer.Answered(await pacer.WaitAsync(null, Endless, Token));
        return requests;
    }

    /// <summary>One each 90 ms, or as late as the pacer lets it.</summary>
    private async Task<int> SendEvenlyAsync(int requests)
    {
        for (var sent = 0; sent < requests; sent++)
        {
            pacer.Answered(await pacer.WaitAsync(null, Endless, Token));
            await Task.Delay(TimeSpan.FromMilliseconds(90), time, Token);
        }

        return requests;
    }

    private async Task<double> SentAtAsync()
    {
        var permit = await pacer.WaitAsync(null, Endless, Token);
        pacer.Answered(permit);
        return permit.SentAt;
    }

    private async Task<bool> CallAsync(TimeSpan longest)
    {
        using var givesUp = new CancellationTokenSource(longest, time);
        try
        {
            pacer.Answered(await pacer.WaitAsync(null, Endless, givesUp.Token));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed class SteppingClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
