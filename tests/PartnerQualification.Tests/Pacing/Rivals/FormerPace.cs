using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing.Rivals;

/// <summary>
/// What shipped before: what got through between two refusals, divided by the time with the pause in it, is the limiter's rate, whatever
/// kind of limiter it is; a pause of three seconds or more is a window.
/// </summary>
internal sealed class FormerPace : ISimulatedPace
{
    private const double IdleAfter = 2;
    private const double ShortestWindow = 3;
    private const double LongestWindow = 600;
    private const double WindowSpeed = 4;
    private const int FewRequests = 50;
    private const double NotAsked = -1;
    private const double CatchUp = 0.05;

    private readonly LearntRate rate = new();
    private readonly OpenPermits permits = new();
    private Phase phase;
    private bool isLimited;
    private bool isWindowRuledOut;
    private bool isWindowProven;
    private bool isHit;
    private double period;
    private int cycle;
    private double cycleStart;
    private long sent;
    private long accepted;
    private long acceptedSinceHit;
    private long refusedInCycle;
    private int refusalsInARow;
    private double longestAsked = NotAsked;
    private double hitDelay;
    private double resumeAt;
    private double nextSend;
    private double lastSend = double.NegativeInfinity;
    private double pressure;
    private double lastSeen;
    private bool wasWaiting;

    private enum Phase
    {
        Open,
        Paused,
        Scouting,
    }

    /// <summary>The rate that is kept to; nothing while no limit has been met.</summary>
    public double? Rate => isLimited ? rate.After(pressure) : null;

    /// <summary>Lets time pass: the rate only grows while it is what holds somebody back.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isWaiting">Whether somebody waits from now on.</param>
    public void Pass(double now, bool isWaiting)
    {
        OpenPermits.RequireForward(now >= lastSeen);
        if (wasWaiting && !isHit) pressure += now - lastSeen;
        lastSeen = now;
        wasWaiting = isWaiting;
    }

    /// <summary>Gives a permit to send one attempt, if it may be sent now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="customer">Not looked at.</param>
    /// <param name="permit">The permit.</param>
    /// <param name="due">Otherwise, when to ask again; infinity where only an answer can tell.</param>
    public bool TryTake(double now, string? customer, out Permit permit, out double due)
    {
        OpenPermits.RequireForward(now >= lastSend);
        BeginCycleAfterIdleness(now);
        due = Due(now);
        permit = default;
        if (due > now) return false;

        permit = permits.Give(now, cycle, isScout: phase == Phase.Paused);
        if (permit.IsScout) phase = Phase.Scouting;
        if (isLimited) nextSend = Math.Max(nextSend, now - CatchUp) + Spacing();
        lastSend = now;
        sent++;
        return true;
    }

    /// <summary>Takes note of an answer other than a refusal.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    public void Accepted(double now, Permit permit)
    {
        var wasScout = permits.End(now, permit);
        if (permit.Cycle != cycle) return;
        if (!wasScout)
        {
            accepted++;
            if (isHit) acceptedSinceHit++;
            return;
        }

        if (isHit) Learn(permit.SentAt);
        else isWindowProven = true;
        BeginCycle(permit.SentAt);
        sent = accepted = 1;
        nextSend = now;
        phase = Phase.Open;
    }

    /// <summary>Takes note of a refusal: everybody waits, then one goes ahead.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    /// <param name="retryAfter">How long the service asks to wait, in seconds; nothing where it does not say.</param>
    public void Refused(double now, Permit permit, double? retryAfter)
    {
        var wasScout = permits.End(now, permit);
        if (permit.Cycle != cycle) return;
        refusedInCycle++;

        // A scout that is out was sent after this attempt, so its answer decides. Only where it is lost does this wait count.
        var isStraggler = permits.IsScoutOut || (isHit && !wasScout);
        if (!isStraggler) refusalsInARow++;
        resumeAt = Math.Max(isStraggler ? resumeAt : now, now + (isStraggler ? Backoff.Asked(retryAfter) : Backoff.Wait(retryAfter, refusalsInARow)));
        if (permits.IsScoutOut) return;
        phase = Phase.Paused;
        if (!isHit) hitDelay = now - permit.SentAt;

        longestAsked = Math.Max(longestAsked, retryAfter ?? NotAsked);
        isHit = true;
    }

    private double Due(double now)
    {
        if (phase == Phase.Scouting) return double.PositiveInfinity;
        if (phase == Phase.Paused) return resumeAt;
        if (!isLimited) return now;
        if (period > 0 && (sent >= Quota() || now >= cycleStart + period)) AwaitNextWindow();
        return phase == Phase.Paused ? resumeAt : nextSend;
    }

    private void AwaitNextWindow()
    {
        resumeAt = cycleStart + period;
        phase = Phase.Paused;
    }

    private double Quota() => Math.Floor((rate.After(pressure) * period) + 0.001);

    private double Spacing() => 1 / (rate.After(pressure) * (period > 0 ? WindowSpeed : 1));

    /// <summary>Measures the rate of the cycle that ends as requests get through again.</summary>
    private void Learn(double now)
    {
        // Refused from the start: others have used up the limit. The pause was kept, and says nothing about a rate.
        if (!isLimited && accepted == 0) return;

        // No request waits that long, so no window of that length is kept. Where the limit still holds, the service says so again.
        if (longestAsked > LongestWindow)
        {
            isLimited = false;
            period = 0;
            return;
        }

        // As the limiter saw it: from the arrival of one request to the arrival of the refused one, and the pause.
        var length = now - cycleStart - hitDelay;
        FindWindow(length);
        rate.Learn(Math.Max(1, accepted) / (period > 0 ? period : length), pressure, period, IsDoubtful());
        isLimited = true;
        pressure = 0;
    }

    /// <summary>
    /// Few requests say little, and so does a pause that the service did not ask for. Many refusals may have put us in debt.
    /// Where more of those under way got through than not, it was hardly the rate that was too high.
    /// </summary>
    private bool IsDoubtful() =>
        accepted < FewRequests || longestAsked < 0 || refusedInCycle > accepted / 2 || acceptedSinceHit > refusedInCycle;

    /// <summary>
    /// A long pause speaks for a window that opens again at its end, and whole seconds are what windows and Retry-After are made of.
    /// A window that refuses half way was none, unless it has been one before and its limit has changed.
    /// </summary>
    private void FindWindow(double length)
    {
        if (period > 0 && !isWindowProven && accepted < Quota() / 2) isWindowRuledOut = true;
        if (isWindowRuledOut) period = 0;
        else if (period > 0 || longestAsked >= ShortestWindow) period = Math.Max(1, Math.Floor(length)) + hitDelay;
    }

    private void BeginCycleAfterIdleness(double now)
    {
        if (period > 0 || isHit || permits.Count > 0 || now - lastSend < IdleAfter) return;
        BeginCycle(now);
    }

    private void BeginCycle(double now)
    {
        cycle++;
        cycleStart = now;
        sent = accepted = acceptedSinceHit = refusedInCycle = 0;
        refusalsInARow = 0;
        longestAsked = NotAsked;
        isHit = false;
    }
}
