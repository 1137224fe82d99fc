namespace PartnerQualification.Client.Pacing;

/// <summary>
/// The pacing algorithm: when the next request may be sent. Plain arithmetic, with time passed in as seconds; docs/pacing.md explains it.
/// It knows pauses and when somebody goes ahead; <see cref="OpenPermits"/> knows who is under way, <see cref="LearntLimit"/> knows how fast it may go between pauses, <see cref="Ramp"/> how many
/// may be under way. A cycle lasts from one success after a refusal to the next one. Not thread-safe: <see cref="Pacer"/> is.
/// Three things always hold, and are checked as they cost next to nothing: time never runs back, every permit ends exactly once,
/// and at most one scout is out.
/// </summary>
internal sealed class Pace
{
    private const double LongestWindow = 600;
    private const double NotAsked = -1;

    private readonly LearntLimit limit = new();
    private readonly Ramp ramp = new();
    private readonly OpenPermits permits = new();
    private Phase phase;
    private int cycle;
    private bool isHit;
    private bool isHitByScout;
    private long refusedInCycle;
    private int refusalsInARow;
    private double longestAsked = NotAsked;
    private double resumeAt;
    private double lastSend = double.NegativeInfinity;
    private double lastSeen;
    private bool wasWaiting;

    private enum Phase
    {
        Open,
        Paused,
        Scouting,
    }

    /// <summary>How long somebody has been waiting so far, in seconds.</summary>
    public double HeldTime { get; private set; }

    /// <summary>How many attempts are without an answer yet.</summary>
    public int UnderWay => permits.Count;

    /// <summary>How many requests were refused.</summary>
    public long ThrottledAnswers { get; private set; }

    /// <summary>The rate that is kept to; nothing while no limit has been met.</summary>
    public double? Rate => limit.Rate;

    /// <summary>How long everything waits from now on, because the service asked for it.</summary>
    /// <param name="now">The time.</param>
    public double PausedFor(double now) => phase == Phase.Paused && isHit ? Math.Max(0, resumeAt - now) : 0;

    /// <summary>The time before which nobody sends anything; nothing where there is no pause.</summary>
    public double? PausedUntil => phase == Phase.Paused ? resumeAt : null;

    /// <summary>Lets time pass: the rate only grows while it is what holds somebody back.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isWaiting">Whether somebody waits from now on.</param>
    public void Pass(double now, bool isWaiting)
    {
        OpenPermits.RequireForward(now >= lastSeen);
        if (wasWaiting)
        {
            HeldTime += now - lastSeen;
            if (!isHit) limit.Pass(now - lastSeen);
        }

        lastSeen = now;
        wasWaiting = isWaiting;
    }

    /// <summary>Gives a permit to send one attempt, if it may be sent now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The permit, to be ended by exactly one of <see cref="Accepted"/>, <see cref="Refused"/> and <see cref="Abandoned"/>.</param>
    /// <param name="due">Otherwise, when to ask again; infinity where only an answer can tell.</param>
    public bool TryTake(double now, out Permit permit, out double due)
    {
        OpenPermits.RequireForward(now >= lastSend);
        due = Due(now);
        permit = default;
        if (due > now) return false;

        ramp.Sent(now, permits.Count);
        permit = permits.Give(now, cycle, isScout: phase == Phase.Paused);
        if (permit.IsScout) phase = Phase.Scouting;
        limit.Sent(now);
        lastSend = now;
        return true;
    }

    /// <summary>Takes note of an answer other than a refusal.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    public void Accepted(double now, Permit permit)
    {
        var wasScout = permits.End(now, permit);
        limit.Answered(now, permit.SentAt, isRefused: false);
        ramp.Answered(now, permit.SentAt);
        if (!wasScout) return;

        if (longestAsked > LongestWindow) limit.Forget();
        else if (isHit) limit.Resume(now, permit.SentAt, longestAsked);
        cycle++;
        isHit = false;
        refusedInCycle = 0;
        refusalsInARow = 0;
        longestAsked = NotAsked;
        phase = Phase.Open;
    }

    /// <summary>Takes note of a refusal: everybody waits, then one goes ahead.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    /// <param name="retryAfter">How long the service asks to wait, in seconds; nothing where it does not say.</param>
    public void Refused(double now, Permit permit, double? retryAfter)
    {
        var wasScout = permits.End(now, permit);
        ThrottledAnswers++;
        limit.Answered(now, permit.SentAt, isRefused: true);
        ramp.Refused(now, permit.SentAt, isFirst: !isHit && permit.Cycle == cycle);
        if (permit.Cycle != cycle) return;
        refusedInCycle++;

        // A scout that is out was sent after this attempt, so its answer decides. Only where it is lost does this wait count.
        var isStraggler = permits.IsScoutOut || (isHit && !wasScout);
        if (!isStraggler) refusalsInARow++;
        resumeAt = Math.Max(isStraggler ? resumeAt : now, now + (isStraggler ? Backoff.Asked(retryAfter) : Backoff.Wait(retryAfter, refusalsInARow)));
        if (permits.IsScoutOut) return;
        phase = Phase.Paused;
        longestAsked = Math.Max(longestAsked, retryAfter ?? NotAsked);
        if (isHit) return;
        isHit = true;
        isHitByScout = wasScout;
        limit.Hit(now, permit.SentAt);
    }

    /// <summary>Takes a refusal back that has turned out to be meant for one customer alone. Where it was the only one, nobody waits for it any longer.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The refused attempt's permit.</param>
    public void TakeBack(double now, Permit permit)
    {
        if (permit.Cycle != cycle || !isHit || permits.IsScoutOut) return;
        refusedInCycle--;
        if (refusedInCycle > 0) return;
        isHit = false;
        refusalsInARow = 0;
        longestAsked = NotAsked;
        resumeAt = now;
        phase = isHitByScout ? Phase.Paused : Phase.Open;
        ramp.TakeBack();
        limit.TakeBackHit();
    }

    /// <summary>Takes note that an attempt ended without an answer. Where everybody waited for it, the next one goes ahead.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    public void Abandoned(double now, Permit permit)
    {
        if (permits.End(now, permit)) phase = Phase.Paused;
        ramp.Abandoned(now);
    }

    private double Due(double now) => phase switch
    {
        Phase.Scouting => double.PositiveInfinity,
        Phase.Paused => resumeAt,
        _ => Math.Max(limit.Due(now), ramp.Due(now, permits.Count)),
    };
}

/// <summary>The permission to send one attempt. It is handed back with the answer, so that an old answer is not taken for a new one.</summary>
/// <param name="Number">Its number; every permit has its own, and ends exactly once.</param>
/// <param name="Cycle">The cycle the attempt was sent in.</param>
/// <param name="SentAt">When it was given, in seconds.</param>
/// <param name="IsScout">Whether everybody else waits for this attempt's answer.</param>
internal readonly record struct Permit(long Number, int Cycle, double SentAt, bool IsScout)
{
    /// <summary>The customer that the request is about; nothing where it names none.</summary>
    public string? Customer { get; init; }
}
