using System.Runtime.InteropServices;

namespace PartnerQualification.Client.Outages;

/// <summary>
/// The algorithm of the breaker: when an outage begins, when the next probe may leave, when the outage is over or given up. Plain arithmetic,
/// with time passed in as seconds; docs/outages.md explains it. Not thread-safe: <see cref="OutageGate"/> is.
/// An outage is given up only after a probe that failed once its time was over, so whoever comes late finds out how things are now.
/// </summary>
internal sealed class Breaker(OutageLimits limits)
{
    private const int RowsInARow = 5;
    private const long NoProbe = 0;

    private readonly HashSet<object> failing = [];
    private long probes;
    private long probe = NoProbe;
    private bool isReached;
    private double latestFailure;
    private double held;
    private double notBefore;
    private double interval;
    private double nextProbe;

    /// <summary>Whether nothing is sent but probes.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the service has ever been seen at work.</summary>
    public bool HasGotThrough { get; private set; }

    /// <summary>How many outages were given up so far.</summary>
    public int GivenUp { get; private set; }

    /// <summary>When the first of the failures came that nothing has got through since; of the last outage where none has come after it.</summary>
    public double Since { get; private set; }

    /// <summary>Whether no connection has come about since then, nor ever before.</summary>
    public bool IsUnreachable => !HasGotThrough && !isReached;

    /// <summary>When the next probe may leave; infinity while one is on its way.</summary>
    public double ProbeDue => probe == NoProbe ? nextProbe : double.PositiveInfinity;

    /// <summary>The outage's time is over then. The time in which the pacer held a probe back does not count: nothing could have got through.</summary>
    private double Deadline => Since + held + (IsUnreachable ? limits.LongestUnreachable : limits.LongestOutage);

    /// <summary>Gives a pass to send one attempt, if it may be sent now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="pass">The pass, to be ended by exactly one of <see cref="GotThrough"/>, <see cref="Failed"/>, <see cref="SaidNothing"/> and <see cref="Abandoned"/>.</param>
    public bool TryPass(double now, out Pass pass)
    {
        pass = new Pass(GivenUp, NoProbe, now);
        if (!IsOpen) return true;
        if (now < ProbeDue) return false;
        probe = ++probes;
        pass = pass with { Probe = probe };
        return true;
    }

    /// <summary>Takes note of an answer that shows the service at work: everybody goes on.</summary>
    public void GotThrough()
    {
        HasGotThrough = true;
        if (failing.Count > 0) Close();
    }

    /// <summary>Takes note of a failure that may pass.</summary>
    /// <param name="now">The time.</param>
    /// <param name="pass">The attempt's pass.</param>
    /// <param name="row">Whose attempt it was: failures of one row alone say nothing of the service.</param>
    /// <param name="failure">How it failed.</param>
    /// <returns>Whether the outage is given up with it.</returns>
    public bool Failed(double now, Pass pass, object row, AttemptFailure failure)
    {
        // It was sent in an outage that was given up since.
        if (pass.Outage != GivenUp) return false;
        if (!IsOpen && pass.SentAt - latestFailure > limits.LongestOutage) failing.Clear();
        if (failing.Count == 0) Begin(now);

        failing.Add(row);
        latestFailure = now;
        isReached |= failure.IsReached;
        notBefore = Math.Max(notBefore, now + failure.AskedWait);
        if (IsOpen) return EndProbe(now, pass, failure.HeldFor);

        if (failing.Count >= RowsInARow) Open(now);
        return false;
    }

    /// <summary>Takes note of an answer that neither is a failure that may pass nor comes from the service: a probe has not got through with it.</summary>
    /// <param name="now">The time.</param>
    /// <param name="pass">The attempt's pass.</param>
    /// <param name="heldFor">How long the attempt was held back after it had passed, in seconds.</param>
    /// <returns>Whether the outage is given up with it.</returns>
    public bool SaidNothing(double now, Pass pass, double heldFor) => EndProbe(now, pass, heldFor);

    /// <summary>Takes note that an attempt was given up by its caller, or never sent. Where it was the probe, the next one may leave at once.</summary>
    /// <param name="pass">The attempt's pass.</param>
    public void Abandoned(Pass pass)
    {
        if (IsProbe(pass)) probe = NoProbe;
    }

    private bool IsProbe(Pass pass) => pass.Probe != NoProbe && pass.Probe == probe;

    private void Begin(double now)
    {
        Since = now;
        held = 0;
        notBefore = 0;
        isReached = false;
    }

    private void Open(double now)
    {
        IsOpen = true;
        interval = limits.FirstProbe;
        nextProbe = Next(now);
    }

    private bool EndProbe(double now, Pass pass, double heldFor)
    {
        if (!IsProbe(pass)) return false;
        probe = NoProbe;
        held += heldFor;
        if (now >= Deadline)
        {
            GivenUp++;
            Close();
            return true;
        }

        interval = Math.Min(interval * 2, limits.LongestProbe);
        nextProbe = Next(now);
        return false;
    }

    /// <summary>After the interval and the wait that the service asked for; but the last probe leaves as the time is over.</summary>
    private double Next(double now)
    {
        var next = Math.Max(now + interval, notBefore);
        return next > Deadline ? Math.Max(Deadline, now + limits.FirstProbe) : next;
    }

    private void Close()
    {
        failing.Clear();
        IsOpen = false;
        probe = NoProbe;
    }
}

/// <summary>The numbers of the breaker, in seconds; docs/decisions/0012-outages.md says where they come from.</summary>
internal sealed record OutageLimits
{
    /// <summary>How long after the last failure the first probe leaves; the next ones after twice as long each.</summary>
    public double FirstProbe { get; init; } = 1;

    /// <summary>The longest time between two probes.</summary>
    public double LongestProbe { get; init; } = 15;

    /// <summary>How long an outage is waited out.</summary>
    public double LongestOutage { get; init; } = 110;

    /// <summary>How long it is where no connection has come about at all, which a wrong address or proxy explains better.</summary>
    public double LongestUnreachable { get; init; } = 30;
}

/// <summary>The permission to send one attempt past the breaker. It is handed back with what became of it.</summary>
/// <param name="Outage">How many outages had been given up when it was given.</param>
/// <param name="Probe">The number of the probe; 0 where it is none.</param>
/// <param name="SentAt">When it was given, in seconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Pass(int Outage, long Probe, double SentAt);

/// <summary>How an attempt failed.</summary>
/// <param name="IsReached">Whether there was a connection at least.</param>
/// <param name="AskedWait">How long the service asks to wait, in seconds; 0 where it does not.</param>
/// <param name="HeldFor">How long the attempt was held back after it had passed, by the pacer mostly, in seconds.</param>
internal sealed record AttemptFailure(bool IsReached, double AskedWait, double HeldFor);
