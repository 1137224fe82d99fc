using PartnerQualification.Client;
using PartnerQualification.Client.Pacing;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Pacing;

public sealed class PacersTests : IDisposable
{
    private static readonly ServiceOperation Reading = new() { Name = "reading" };
    private static readonly ServiceOperation Setting = new() { Name = "setting" };

    private readonly FakeTimeProvider time = new();
    private readonly Pacers pacers;

    public PacersTests() => pacers = new Pacers(time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => pacers.Dispose();

    [Fact]
    public async Task One_operations_pause_is_not_anothers()
    {
        await PauseAsync(Setting, 60);

        Assert.True(WaitAsync(Reading).IsCompletedSuccessfully);
        Assert.False(WaitAsync(Setting).IsCompleted);
    }

    [Fact]
    public void Every_request_of_an_operation_meets_the_same_pacer() =>
        Assert.Same(pacers.Of(Reading), pacers.Of(new ServiceOperation { Name = "reading", CustomerId = "c" }));

    [Fact]
    public async Task The_status_is_the_longest_pause_and_says_of_what()
    {
        Assert.Equal(new PacingStatus(null, TimeSpan.Zero, TimeSpan.Zero, 0), pacers.Status);
        await PauseAsync(Reading, 10);
        await PauseAsync(Setting, 60);
        _ = WaitAsync(Reading);
        _ = WaitAsync(Setting);
        time.Advance(TimeSpan.FromSeconds(4));

        var status = pacers.Status;

        Assert.Equal(("setting", 56, 4, 2), (status.PausedOperation, status.PausedFor.TotalSeconds, status.ThrottledTime.TotalSeconds, status.ThrottledAnswers));
    }

    [Fact]
    public async Task The_status_has_the_rate_of_the_slowest()
    {
        await LearnAsync(Reading, requests: 200);
        await LearnAsync(Setting, requests: 100);
        await LearnAsync(new ServiceOperation { Name = "listing" }, requests: 300);

        Assert.Equal(pacers.Of(Setting).Status.RequestsPerSecond, pacers.Status.RequestsPerSecond);
        Assert.True(pacers.Status.RequestsPerSecond < pacers.Of(Reading).Status.RequestsPerSecond);
        Assert.Null(pacers.Status.PausedOperation);
    }

    [Fact]
    public async Task Closing_ends_the_waiting_of_all_and_lets_nobody_go_who_comes_later()
    {
        await PauseAsync(Reading, 60);
        var waiting = WaitAsync(Reading);

        pacers.Dispose();

        Assert.Equal(AttemptOutcome.Closed, (await Assert.ThrowsAsync<AttemptException>(() => waiting)).Outcome);
        Assert.Equal(AttemptOutcome.Closed, (await Assert.ThrowsAsync<AttemptException>(() => WaitAsync(Setting))).Outcome);
    }

    private Task<Permit> WaitAsync(ServiceOperation operation) => pacers.Of(operation).WaitAsync(null, TimeSpan.MaxValue, Token).AsTask();

    private async Task PauseAsync(ServiceOperation operation, int seconds) => pacers.Of(operation).Throttled(await WaitAsync(operation), TimeSpan.FromSeconds(seconds));

    /// <summary>Sends so many in a second, is refused for a second, and gets through again.</summary>
    private async Task LearnAsync(ServiceOperation operation, int requests)
    {
        var pacer = pacers.Of(operation);
        for (var request = 0; request < requests; request++) pacer.Answered(await WaitAsync(operation));
        time.Advance(TimeSpan.FromSeconds(1));
        await PauseAsync(operation, 1);
        time.Advance(TimeSpan.FromSeconds(1));
        pacer.Answered(await WaitAsync(operation));
    }
}
