using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Following;

/// <summary>A Partner Center whose reads are answered when a test says so, and that counts how many are under way.</summary>
internal sealed class HeldReviews : PartnerCenterDouble
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<(string Customer, TaskCompletionSource<IReadOnlyList<CustomerQualification>> Answer)> reads = [];
    private readonly SemaphoreSlim begun = new(0);
    private int underWay;

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<string> Read
    {
        get
        {
            lock (gate) return [.. reads.Select(read => read.Customer)];
        }
    }

    /// <summary>Waits until that many more reads have begun.</summary>
    public async Task BeginAsync(int count)
    {
        for (var read = 0; read < count; read++) Assert.True(await begun.WaitAsync(LongestWait, TestContext.Current.CancellationToken), "No read began.");
    }

    public void Answer(int read, params CustomerQualification[] answer) => Held(read).SetResult(answer);

    public void Fail(int read, Exception error) => Held(read).SetException(error);

    public override async Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Whoever waits for the answer goes on right where it is given: that shows calls that overlap.
        var held = new TaskCompletionSource<IReadOnlyList<CustomerQualification>>();
        lock (gate)
        {
            reads.Add((customerId, held));
            MostAtOnce = Math.Max(MostAtOnce, ++underWay);
        }

        begun.Release();
        try
        {
            using var registration = cancellationToken.Register(() => held.TrySetCanceled(cancellationToken));
            return await held.Task;
        }
        finally
        {
            lock (gate) underWay--;
        }
    }

    public override void Dispose()
    {
        begun.Dispose();
        base.Dispose();
    }

    private TaskCompletionSource<IReadOnlyList<CustomerQualification>> Held(int read)
    {
        lock (gate) return reads[read].Answer;
    }
}
