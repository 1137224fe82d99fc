using PartnerQualification.Client;
using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.State;
using PartnerQualification.Tests.Sandbox;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Loopback;

/// <summary>
/// Limits per operation and per customer over real connections. Client and emulator share a time that the test moves: what goes on while it
/// stands still waits for nothing.
/// </summary>
public sealed class SeparateLimitTests : IAsyncLifetime
{
    private const int Others = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider time = new();
    private EmulatorHost emulator = null!;
    private PartnerCenterClient client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Time = time, CustomerCount = 100 });
        client = new PartnerCenterClient(new PartnerCenterOptions { Endpoint = emulator.Address }, new StaticTokenSource(emulator.IssueToken(SandboxTokenKind.User), time: time), time);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_429_for_one_customer_leaves_the_others_alone()
    {
        emulator.Dials = emulator.Dials with { CustomerRate = 1, CustomerWindowSeconds = 60, Window = LimitWindow.Fixed };
        await ReadAsync(1);
        emulator.Dials = emulator.Dials with { LatencyMs = 100 };
        var limited = ReadAsync(1);
        await UnderWayAsync(1);
        time.Advance(TimeSpan.FromMilliseconds(60));
        var underWay = Enumerable.Range(2, 8).Select(ReadAsync).ToArray();
        await UnderWayAsync(9);
        time.Advance(TimeSpan.FromMilliseconds(40));
        await UnderWayAsync(8);
        while (client.Pacing.ThrottledAnswers == 0) await Task.Yield();
        emulator.Dials = emulator.Dials with { LatencyMs = 0 };
        time.Advance(TimeSpan.FromMilliseconds(60));
        await Task.WhenAll(underWay).WaitAsync(Limit, Token);

        await Task.WhenAll(Enumerable.Range(10, Others).Select(ReadAsync)).WaitAsync(Limit, Token);

        Assert.False(limited.IsCompleted);
        var state = emulator.State;
        Assert.Equal((1 + 1 + 8 + Others, 1), (state.Requests, state.Throttled));
        Assert.Equal(1 + 8 + Others, state.ByStatus[200]);
        Assert.Null(client.Pacing.RequestsPerSecond);
        await time.DriveAsync(limited);
        Assert.Equal((state.Requests + 1, 1), (emulator.State.Requests, emulator.State.Throttled));
    }

    [Fact]
    public async Task A_throttled_write_does_not_hold_up_reads()
    {
        emulator.Dials = emulator.Dials with { WriteRate = 1, WindowSeconds = 60, Window = LimitWindow.Fixed };
        await SetAsync(1);
        var throttled = SetAsync(2);
        while (client.Pacing.ThrottledAnswers == 0) await Task.Yield();

        await Task.WhenAll(Enumerable.Range(1, Others).Select(ReadAsync)).WaitAsync(Limit, Token);

        Assert.False(throttled.IsCompleted);
        Assert.Equal("setting qualifications", client.Pacing.PausedOperation);
        Assert.Equal((2 + Others, 1), (emulator.State.Requests, emulator.State.Throttled));
        await time.DriveAsync(throttled);
        Assert.Equal([1, 2], emulator.State.Customers.Select(customer => customer.PostsArrived));
        Assert.All(emulator.State.Customers, customer => Assert.Equal(1, customer.PostsEffective));
    }

    private async Task UnderWayAsync(int requests) => await emulator.WaitForStateAsync(new StateCondition { UnderWay = requests }, Token).WaitAsync(Limit, Token);

    private async Task ReadAsync(int customer) => await client.GetQualificationsAsync(RawCaller.Customer(customer), cancellationToken: Token);

    private async Task SetAsync(int customer) => await client.SetQualificationAsync(QualificationRequest.Create(RawCaller.Customer(customer), Qualifications.StateOwnedEntity), cancellationToken: Token);
}
