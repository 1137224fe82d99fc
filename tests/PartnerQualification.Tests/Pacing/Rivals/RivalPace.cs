using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing.Rivals;

/// <summary>
/// What the pacing is compared with. Each refused request waits for itself as long as the service asks, which is more than
/// the originals do; what differs is how many may be under way, and how fast they may leave.
/// </summary>
internal abstract class RivalPace : ISimulatedPace
{
    private long permits;

    /// <inheritdoc/>
    public bool WaitsEach => true;

    /// <summary>How many requests are without an answer.</summary>
    protected int UnderWay { get; private set; }

    /// <inheritdoc/>
    public bool TryTake(double now, string? customer, out Permit permit, out double due)
    {
        permit = default;
        due = Due(now);
        if (due > now) return false;
        UnderWay++;
        permit = new Permit(++permits, 0, now, false) { Customer = customer };
        Sent(now);
        return true;
    }

    /// <inheritdoc/>
    public void Accepted(double now, Permit permit)
    {
        UnderWay--;
        Through(now, permit);
    }

    /// <inheritdoc/>
    public void Refused(double now, Permit permit, double? retryAfter)
    {
        UnderWay--;
        Throttled(now, permit);
    }

    /// <summary>When the next one may be sent; infinity where only an answer can tell.</summary>
    protected virtual double Due(double now) => now;

    /// <summary>Takes note that one was sent.</summary>
    protected virtual void Sent(double now)
    {
    }

    /// <summary>Takes note that one got through.</summary>
    protected virtual void Through(double now, Permit permit)
    {
    }

    /// <summary>Takes note that one was refused.</summary>
    protected virtual void Throttled(double now, Permit permit)
    {
    }
}

/// <summary>No pacing: what a client does that waits out Retry-After for each request by itself.</summary>
internal sealed class EachWaits : RivalPace;
