using PartnerQualification.Client;
using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;
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
    private readonly HeldAnswers answers = new();
    private EmulatorHost emulator = null!;
    private PartnerCenterClient client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Time = time, CustomerCount = 100 });
        client = new PartnerCenterClient(new PartnerCenterOptions { Endpoint = emulator.Address, Transport = answers }, new StaticTokenSource(emulator.IssueToken(SandboxTokenKind.User), time: time), time);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        answers.Dispose();
        return emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_429_for_one_customer_leaves_the_others_alone()
    {
        emulator.Dials = emulator.Dials with { CustomerRate = 1, CustomerWindowSeconds = 60, Window = LimitWindow.Fixed };
        await ReadAsync(1);
        answers.Hold(except: RawCaller.Customer(1));
        var underWay = Enumerable.Range(2, 8).Select(ReadAsync).ToArray();
        var limited = ReadAsync(1);
        while (client.Pacing.ThrottledAnswers == 0) await Task.Yield();
        answers.Release();
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

    private async Task ReadAsync(int customer) => await client.GetQualificationsAsync(RawCaller.Customer(customer), cancellationToken: Token);

    private async Task SetAsync(int customer) => await client.SetQualificationAsync(QualificationRequest.Create(RawCaller.Customer(customer), Qualifications.StateOwnedEntity), cancellationToken: Token);

    /// <summary>A network on which answers can be held back, so that one comes before the others.</summary>
    private sealed class HeldAnswers : DelegatingHandler
    {
        private volatile TaskCompletionSource? held;
        private volatile string passing = string.Empty;

        public HeldAnswers()
            : base(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
        }

        public void Hold(string except)
        {
            passing = except;
            held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        public void Release() => held!.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (held is { } until && !request.RequestUri!.AbsolutePath.Contains(passing, StringComparison.Ordinal)) await until.Task.WaitAsync(cancellationToken);
            return answer;
        }
    }
}
