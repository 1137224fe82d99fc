namespace PartnerQualification.Tests.Pacing;

/// <summary>So many requests in any stretch of time of that length. A refused request may count too.</summary>
internal sealed class SlidingWindow(int limit, double length, bool countsRefused) : ILimiter
{
    private readonly Queue<double> seen = new();

    public double? Refuse(double now)
    {
        while (seen.TryPeek(out var oldest) && oldest <= now - length) seen.Dequeue();
        var isRefused = seen.Count >= limit;
        if (!isRefused || countsRefused) seen.Enqueue(now);
        return isRefused ? seen.ElementAt(seen.Count - limit) + length - now : null;
    }

    public double Ideal(int requests) => (requests - 1) / limit * length;
}
