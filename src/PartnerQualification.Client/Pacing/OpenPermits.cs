namespace PartnerQualification.Client.Pacing;

/// <summary>
/// The permits without an answer, and which of them goes ahead. Three things always hold, and are checked as they cost next to nothing:
/// time never runs back, every permit ends exactly once, and at most one scout is out. Time is passed in.
/// </summary>
internal sealed class OpenPermits
{
    private const long NoScout = 0;

    private readonly HashSet<long> open = [];
    private long given;
    private long scout = NoScout;

    /// <summary>How many there are.</summary>
    public int Count => open.Count;

    /// <summary>Whether everybody waits for the answer of one that went ahead.</summary>
    public bool IsScoutOut => scout != NoScout;

    /// <summary>Gives one.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cycle">The cycle in which it is given.</param>
    /// <param name="isScout">Whether it goes ahead.</param>
    public Permit Give(double now, int cycle, bool isScout)
    {
        if (isScout && IsScoutOut) throw new InvalidOperationException("A second scout was sent.");
        var permit = new Permit(++given, cycle, now, isScout);
        open.Add(permit.Number);
        if (isScout) scout = permit.Number;
        return permit;
    }

    /// <summary>Ends one.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The permit.</param>
    /// <returns>Whether it was the scout's.</returns>
    public bool End(double now, Permit permit)
    {
        if (!open.Remove(permit.Number)) throw new InvalidOperationException("A permit was ended twice, or never given.");
        RequireForward(now >= permit.SentAt);
        if (permit.Number != scout) return false;
        scout = NoScout;
        return true;
    }

    /// <summary>Throws where time runs back.</summary>
    /// <param name="isForward">Whether it does not.</param>
    public static void RequireForward(bool isForward)
    {
        if (!isForward) throw new InvalidOperationException("Time ran back.");
    }
}
