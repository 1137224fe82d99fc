namespace PartnerQualification.Emulator.Limits;

/// <summary>So many requests in the time that ends now. Counted refusals push the next admission away, up to four windows' worth.</summary>
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
