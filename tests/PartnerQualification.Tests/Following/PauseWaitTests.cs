using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Following;

public sealed class PauseWaitTests
{
    private readonly FakeTimeProvider time = new();
    private readonly RecordingTrace trace = new(TraceLevel.Story);
    private readonly List<DateTimeOffset> calls = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_made_again_when_the_pause_is_over()
    {
        var start = time.GetUtcNow();
        var pauses = Pauses(timeout: null);

        await time.DriveAsync(pauses.RunAsync(Call(start.AddHours(1), start.AddHours(1.5)), Token));

        Assert.Equal([start, start.AddHours(1), start.AddHours(1.5)], calls);
        Assert.Equal(TimeSpan.FromHours(1.5), pauses.Spent);
        Assert.Equal(2, trace.Entries.Count);
    }

    [Fact]
    public async Task Many_calls_wait_for_the_same_end_and_it_counts_once()
    {
        var end = time.GetUtcNow().AddHours(1);
        var pauses = Pauses(TimeSpan.FromHours(1));

        await time.DriveAsync(Task.WhenAll(Enumerable.Range(0, 10).Select(_ => pauses.RunAsync(Call(end), Token))));

        Assert.Equal(10, calls.Count(call => call == end));
        Assert.Equal(TimeSpan.FromHours(1), pauses.Spent);
        Assert.Single(trace.Entries);
    }

    [Fact]
    public async Task A_pause_longer_than_the_time_that_is_left_is_not_begun()
    {
        var start = time.GetUtcNow();
        var pauses = Pauses(TimeSpan.FromMinutes(90));

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => time.DriveAsync(pauses.RunAsync(Call(start.AddHours(1), start.AddHours(2)), Token)));

        Assert.Equal(start.AddHours(2), error.ResumeAt);
        Assert.Equal(start.AddHours(1), time.GetUtcNow());
    }

    [Fact]
    public async Task Any_other_failure_is_handed_on()
    {
        var failure = new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("Throttled.", string.Empty)) { RetryAfter = TimeSpan.FromSeconds(1) };

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => Pauses(timeout: null).RunAsync(_ => throw failure, Token));

        Assert.Same(failure, error);
    }

    private PauseWait Pauses(TimeSpan? timeout) => new(timeout, trace, new FakeClock(time));

    /// <summary>A call that meets one pause after the other, and succeeds in the end.</summary>
    private Func<CancellationToken, Task> Call(params DateTimeOffset[] ends)
    {
        var number = 0;
        return _ =>
        {
            lock (calls) calls.Add(time.GetUtcNow());
            return number < ends.Length
                ? throw new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("Paused.", "Wait.")) { ResumeAt = ends[number++] }
                : Task.CompletedTask;
        };
    }
}
