namespace PartnerQualification.Emulator.Limits;

/// <summary>So many requests in the time up to now. Throttled requests that count delay the next admission, by four windows at most.</summary>
internal sealed class SlidingWindow : RequestLimit
{
    private const int MostWindows = 4;

    private readonly Queue<TimeSpan> counted = new();

    public override TimeSpan? Admit(TimeSpan now, LimitTerms terms)
    {
        while (counted.TryPeek(out var oldest) && oldest + terms.Window <= now) counted.Dequeue();

        var limit = (int)terms.Rate;
        var isAdmitted = counted.Count < limit;
        if (isAdmitted || (terms.CountRejected && counted.Count < limit * MostWindows)) counted.Enqueue(now);
        return isAdmitted ? null : counted.ElementAt(counted.Count - limit) + terms.Window - now;
    }
}
