namespace PartnerQualification.Client.Pacing;

/// <summary>
/// How many requests may be under way: few at the beginning and after a refusal, so that few are at risk, and one more with each answer
/// that is no refusal. A service that does not answer refuses nobody: where no answer comes for a while, all may go.
/// Time is passed in.
/// </summary>
internal sealed class Ramp
{
    private const int First = 8;

    // In seconds, and in round trips.
    private const double Patience = 1;
    private const double PatienceInTrips = 2;

    private long allowed = First;
    private long allowedBefore = First;
    private double lastAnswer;
    private double trip;

    /// <summary>When the next one may go.</summary>
    /// <param name="now">The time.</param>
    /// <param name="underWay">How many are without an answer.</param>
    public double Due(double now, int underWay) =>
        underWay < allowed ? now : Math.Max(now, lastAnswer + Math.Max(Patience, PatienceInTrips * trip));

    /// <summary>Takes note that one was sent.</summary>
    /// <param name="now">The time.</param>
    /// <param name="underWay">How many were without an answer before it.</param>
    public void Sent(double now, int underWay)
    {
        // The time without an answer begins with the first one that waits for one.
        if (underWay == 0) lastAnswer = now;
    }

    /// <summary>Takes note of an answer other than a refusal, be it an error.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sentAt">When it was sent.</param>
    public void Answered(double now, double sentAt)
    {
        allowed++;
        (lastAnswer, trip) = (now, now - sentAt);
    }

    /// <summary>Takes note that a request ended without an answer.</summary>
    /// <param name="now">The time.</param>
    public void Abandoned(double now)
    {
        allowed++;
        lastAnswer = now;
    }

    /// <summary>Takes note of a refusal.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="isFirst">Whether it is the first since requests got through.</param>
    public void Refused(double now, double sentAt, bool isFirst)
    {
        (lastAnswer, trip) = (now, now - sentAt);
        if (!isFirst) return;
        (allowedBefore, allowed) = (allowed, First);
    }

    /// <summary>Takes the last refusal back.</summary>
    public void TakeBack() => allowed = Math.Max(allowed, allowedBefore);
}
