using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing.Candidate;

/// <summary>
/// What may ship next: it asks which limiter explains all that was let through and refused, and sends as that one would let it.
/// docs/pacing.md says how far it is. One goes ahead after each pause, as in what ships.
/// </summary>
internal sealed class EvidencePace : ISimulatedPace
{
    private const double FirstUnderWay = 8;
    private const int Remembered = 6;
    private const int Few = 5;
    private const double Cut = 0.85;
    private const double LostShare = 0.45;
    private const double LongestBackoff = 60;

    private readonly ArrivalHistory history = new();
    private readonly RateSweep rate = new();
    private readonly HashSet<long> outstanding = [];
    private readonly List<Refusal> refusals = [];
    private readonly Queue<double> inWindow = new();
    private double allowed = FirstUnderWay;
    private long permits;
    private long ahead;
    private int cycle;
    private bool isLimited;
    private bool isPaused;
    private bool isHit;
    private int refusedInARow;
    private double asked = -1;
    private double resumeAt;
    private double resumedAt;
    private double nextSend;
    private double behind;
    private double notBefore;
    private double held;
    private double lastSeen;
    private bool wasWaiting;
    private double trip;
    private double hitSentAt;
    private double hitRate;
    private long accepted;
    private long refusedInCycle;
    private long refusedBefore;
    private double leadingPause;
    private int soon;
    private double highest;
    private double burstSeconds;
    private BucketFit? lastFit;
    private WindowFit? window;
    private double guard;

    /// <inheritdoc/>
    public double? Rate => isLimited ? rate.After(held) : null;

    /// <inheritdoc/>
    public void Pass(double now, bool isWaiting)
    {
        if (wasWaiting && !isHit) held += now - lastSeen;
        (lastSeen, wasWaiting) = (now, isWaiting);
    }

    /// <inheritdoc/>
    public bool TryTake(double now, string? customer, out Permit permit, out double due)
    {
        permit = default;
        due = Due(now);
        if (due > now) return false;
        permit = new Permit(++permits, cycle, now, isPaused);
        outstanding.Add(permit.Number);
        if (isPaused) ahead = permit.Number;
        if (window is not null) inWindow.Enqueue(now);
        else if (isLimited) Space(now);
        return true;
    }

    /// <inheritdoc/>
    public void Accepted(double now, Permit permit)
    {
        var arrival = (permit.SentAt + now) / 2;
        outstanding.Remove(permit.Number);
        history.Add(arrival, isRefused: false);
        allowed++;
        if (permit.Cycle != cycle) return;
        if (permit.Number != ahead)
        {
            if (!isHit || permit.SentAt <= hitSentAt) accepted++;
            return;
        }

        ahead = 0;
        if (isHit) Learn(permit.SentAt, arrival);
        cycle++;
        (isHit, isPaused, asked, refusedInARow) = (false, false, -1, 0);
        (accepted, refusedBefore, refusedInCycle) = (1, refusedInCycle, 0);
        leadingPause = refusals.Count == 0 ? 0 : arrival - refusals[^1].At;
        resumedAt = arrival;
        behind = window is null ? Math.Max(0, (0.8 * Math.Min(leadingPause, burstSeconds)) - (1 / rate.After(0))) : 0;
        nextSend = now - behind;
    }

    /// <inheritdoc/>
    public void Refused(double now, Permit permit, double? retryAfter)
    {
        var arrival = (permit.SentAt + now) / 2;
        outstanding.Remove(permit.Number);
        history.Add(arrival, isRefused: true);
        if (!isHit) allowed = FirstUnderWay;
        if (permit.Cycle != cycle) return;
        refusedInCycle++;
        var wasAhead = permit.Number == ahead;
        if (wasAhead) ahead = 0;
        var isStraggler = ahead != 0 || (isHit && !wasAhead);
        if (!isStraggler) refusedInARow++;
        resumeAt = Math.Max(isStraggler ? resumeAt : now, now + Wait(retryAfter, isStraggler));
        if (ahead != 0) return;
        if (!isHit) Hit(now, permit, arrival, retryAfter);
        (isPaused, isHit) = (true, true);
        asked = Math.Max(asked, retryAfter ?? -1);
    }

    private void Hit(double now, Permit permit, double arrival, double? retryAfter)
    {
        trip = now - permit.SentAt;
        hitSentAt = permit.SentAt;
        hitRate = Rate ?? double.PositiveInfinity;
        var stretch = Math.Max(trip, 0.2);
        refusals.Add(new Refusal(arrival, retryAfter ?? -1, history.Through(arrival - stretch, arrival) / stretch));
    }

    private double Due(double now)
    {
        if (ahead != 0) return double.PositiveInfinity;
        if (isPaused) return resumeAt;
        if (outstanding.Count >= allowed) return double.PositiveInfinity;
        if (!isLimited) return now;
        if (window is not { } kept) return Math.Max(nextSend, notBefore);
        while (inWindow.TryPeek(out var old) && old <= now - kept.Length - guard) inWindow.Dequeue();
        return inWindow.Count < kept.Quota ? now : inWindow.ElementAt(inWindow.Count - (int)kept.Quota) + kept.Length + guard;
    }

    /// <summary>At the rate; at twice the rate while it catches up with what a bucket has taken in during the pause.</summary>
    private void Space(double now)
    {
        var space = 1 / rate.After(held);
        var isBehind = now - nextSend > 0.1;
        var allowedBehind = Math.Min(0.05, burstSeconds > 0 ? 0.4 * burstSeconds : 0.05);
        nextSend = Math.Max(nextSend, now - Math.Max(behind, allowedBehind)) + space;
        notBefore = isBehind ? now + (space / 2) : now;
    }

    private double Wait(double? retryAfter, bool isStraggler)
    {
        var wait = retryAfter is > 0 ? retryAfter.Value : 0;
        return isStraggler || (refusedInARow == 1 && wait > 0) ? wait : Math.Max(wait, Math.Min(LongestBackoff, Math.Pow(2, refusedInARow - 1)));
    }

    private void Learn(double sentAt, double arrival)
    {
        if (!isLimited && accepted == 0) return;
        var wasWindow = window is not null;
        window = null;
        var times = refusals.Select(refusal => refusal.At).ToArray();
        var askedMost = refusals.Skip(Math.Max(0, refusals.Count - 4)).Max(refusal => refusal.Asked);
        if (LimiterFit.Window(history, times, asked, askedMost, arrival - times[^1], refusals[^1].Speed, trip) is { } found) Keep(found, sentAt, arrival);
        else if (times.Length < 2 || (times.Length <= 4 && accepted < Few && refusedBefore > accepted)) SearchFromFirst(arrival);
        else if (Fit(times) is { } fit) Use(fit, wasWindow);
        else Use(FromMean(times), wasWindow);
        isLimited = true;
        held = 0;
    }

    private void Keep(WindowFit found, double sentAt, double arrival)
    {
        guard = (trip / 3) + 0.01;
        burstSeconds = 0;
        var below = 0.03 + (0.25 * trip / found.Length);
        rate.Sweep(found.Quota / found.Length * (1 - below), found.Quota / found.Length * (1 - below) * 1.01, trip, 1);
        if (guard > 0.04 * found.Length) return;
        window = found;
        inWindow.Clear();
        // A window that begins at a fixed time has just begun; a sliding one still holds what arrived before.
        if (!found.IsSliding) inWindow.Enqueue(sentAt);
        else foreach (var time in history.Times(arrival - found.Length - guard, found.CountsRefused)) inWindow.Enqueue(time - (trip / 2));
    }

    private void SearchFromFirst(double arrival)
    {
        var through = Math.Max(1, history.Through(double.NegativeInfinity, refusals[0].At + Math.Min(0.5, trip)));
        var time = Math.Max(0.001, refusals[0].At - history.Begin);
        rate.Search(through / (time + arrival - refusals[0].At), through / time, trip);
        burstSeconds = 0;
    }

    private BucketFit? Fit(double[] times)
    {
        var fastest = refusals.Max(refusal => refusal.Speed);
        for (var back = Math.Min(Remembered, times.Length); back >= 2; back--)
        {
            if (LimiterFit.Bucket(history, times.AsSpan(times.Length - back), leadingPause, fastest, trip) is not { } fit) continue;
            // After two refusals alone a large bucket cannot be told from a window of a second or two, which lets through more.
            if (times.Length == 2 && fit.Burst >= 0.9 * fit.Best * leadingPause) fit = fit with { High = Math.Max(fit.High, Math.Min(refusals[^1].Speed, accepted / Math.Max(0.05, times[^1] - resumedAt))) };
            return fit;
        }

        return lastFit is { } kept && accepted < 20 ? kept with { Best = 0.9 * kept.Best, Low = 0.9 * kept.Low } : null;
    }

    private BucketFit FromMean(double[] times)
    {
        var mean = Math.Max(1, accepted) / (times[^1] - times[^2]);
        return new BucketFit(0.8 * mean, mean, 1.3 * mean, 0);
    }

    private void Use(BucketFit fit, bool wasWindow)
    {
        lastFit = fit;
        var isSoon = !wasWindow && held < 3 * Math.Max(1, 5 / fit.Best);
        soon = isSoon ? Math.Min(soon + 1, 5) : Math.Max(0, soon - 1);
        var most = hitRate * Cut;
        if (soon > 0 && fit.Best > most) fit = fit with { Best = most, Low = Math.Min(fit.Low, most), High = Math.Max(Math.Min(fit.High, hitRate), most) };
        burstSeconds = fit.Burst / fit.Best;
        rate.Sweep((fit.Low + fit.Best) / 2 * 0.99, fit.High * 1.01, trip, Math.Pow(1.5, soon));
        highest = Math.Max(fit.Best, highest * Math.Exp(-leadingPause / 120));
        if (fit.Best < highest * LostShare) rate.Hurry();
    }

    private sealed record Refusal(double At, double Asked, double Speed);
}
