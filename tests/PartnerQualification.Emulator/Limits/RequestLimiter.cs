using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Limits;

/// <summary>The limit on all requests together. When its dials change, it keeps what has been counted, unless the kind of limit changes.</summary>
internal sealed class RequestLimiter(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long origin = time.GetTimestamp();
    private LimitWindow kind;
    private RequestLimit? limit;

    /// <summary>Counts a request.</summary>
    /// <returns>How long to wait where it is one too many; nothing where it is within the limit.</returns>
    public TimeSpan? Admit(EmulatorDials dials)
    {
        if (LimitTerms.Of(dials) is not { } terms) return null;
        lock (gate)
        {
            if (limit is null || kind != dials.Window) limit = Create(dials.Window);
            kind = dials.Window;
            return limit.Admit(time.GetElapsedTime(origin), terms);
        }
    }

    public void Reset()
    {
        lock (gate) limit = null;
    }

    private static RequestLimit Create(LimitWindow kind) => kind switch
    {
        LimitWindow.Fixed => new FixedWindow(),
        LimitWindow.Sliding => new SlidingWindow(),
        _ => new TokenBucket(),
    };
}
