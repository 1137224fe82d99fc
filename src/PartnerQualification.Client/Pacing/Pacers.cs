namespace PartnerQualification.Client.Pacing;

/// <summary>
/// One <see cref="Pacer"/> for each of the service's operations, because the service limits each by itself (docs/decisions/0013-one-pace-per-operation.md).
/// Each is made when its operation is first asked for.
/// </summary>
internal sealed class Pacers(TimeProvider time) : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<string, Pacer> pacers = new(StringComparer.Ordinal);
    private bool isDisposed;

    /// <summary>How fast it goes at the moment, over all operations.</summary>
    public PacingStatus Status
    {
        get
        {
            var total = new PacingStatus(null, TimeSpan.Zero, TimeSpan.Zero, 0);
            foreach (var operation in All()) total = Add(total, operation.Value.Status, operation.Key);
            return total;
        }
    }

    /// <summary>The pacer of an operation.</summary>
    public Pacer Of(ServiceOperation operation)
    {
        lock (gate)
        {
            if (pacers.TryGetValue(operation.Name, out var pacer)) return pacer;
            pacers[operation.Name] = pacer = ServicePipeline.WithoutFlow(() => new Pacer(time));
            if (isDisposed) pacer.Dispose();
            return pacer;
        }
    }

    /// <summary>Ends all waiting, and lets nobody go any more.</summary>
    public void Dispose()
    {
        lock (gate) isDisposed = true;
        foreach (var operation in All()) operation.Value.Dispose();
    }

    /// <summary>Operations wait side by side, so their times do not add up: the one that was held back longest tells.</summary>
    private static PacingStatus Add(PacingStatus total, PacingStatus one, string operation)
    {
        var isSlower = total.RequestsPerSecond is not { } rate || one.RequestsPerSecond < rate;
        return new PacingStatus(
            isSlower ? one.RequestsPerSecond ?? total.RequestsPerSecond : total.RequestsPerSecond,
            one.PausedFor > total.PausedFor ? one.PausedFor : total.PausedFor,
            one.ThrottledTime > total.ThrottledTime ? one.ThrottledTime : total.ThrottledTime,
            total.ThrottledAnswers + one.ThrottledAnswers)
        {
            PausedOperation = one.PausedFor > total.PausedFor ? operation : total.PausedOperation,
        };
    }

    private KeyValuePair<string, Pacer>[] All()
    {
        lock (gate) return [.. pacers];
    }
}
