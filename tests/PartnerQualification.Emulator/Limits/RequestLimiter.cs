using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Limits;

/// <summary>
/// The limits: of all requests together, of reads and of writes, and of one customer's reads and writes. Each counts by itself. When the dials
/// change, it keeps what has been counted, unless the kind of limit changes.
/// </summary>
internal sealed class RequestLimiter(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long origin = time.GetTimestamp();
    private readonly Dictionary<string, RequestLimit> limits = new(StringComparer.Ordinal);
    private LimitWindow kind;

    /// <summary>Counts a request.</summary>
    /// <param name="dials">The dials.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="customer">The customer that it is about; nothing where it names none.</param>
    /// <returns>How long to wait where it is one too many; nothing where it is within all limits. A limit after the one that refuses does not count it.</returns>
    public TimeSpan? Admit(EmulatorDials dials, string method, string? customer)
    {
        lock (gate)
        {
            if (kind != dials.Window) limits.Clear();
            kind = dials.Window;
            var isWrite = method == "POST";
            return (customer is null ? null : Admit($"{method} {customer}", LimitTerms.Of(dials.CustomerRate, dials.CustomerWindowSeconds, dials)))
                ?? Admit(isWrite ? "writes" : "reads", LimitTerms.Of(isWrite ? dials.WriteRate : dials.ReadRate, dials.WindowSeconds, dials))
                ?? Admit("all", LimitTerms.Of(dials.Rate, dials.WindowSeconds, dials));
        }
    }

    public void Reset()
    {
        lock (gate) limits.Clear();
    }

    private TimeSpan? Admit(string name, LimitTerms? terms)
    {
        if (terms is null) return null;
        if (!limits.TryGetValue(name, out var limit)) limits[name] = limit = Create(kind);
        return limit.Admit(time.GetElapsedTime(origin), terms);
    }

    private static RequestLimit Create(LimitWindow kind) => kind switch
    {
        LimitWindow.Fixed => new FixedWindow(),
        LimitWindow.Sliding => new SlidingWindow(),
        _ => new TokenBucket(),
    };
}
