namespace PartnerQualification.Tests.Pacing.Candidate;

/// <summary>Which limiter explains what it let through and refused.</summary>
internal static class LimiterFit
{
    // Half way between sending and answer is where a request arrived but for a part of its way.
    private const double Uncertain = 0.15;
    private const double Tokens = 0.6;
    private const double Least = 0.9;
    private const double ShortestTold = 3;
    private const double ShareOfTrip = 0.3;
    private const int LeastQuota = 4;
    private const int LeastQuotaSeenTwice = 10;
    private const int Phases = 40;
    private const int WindowsCompared = 4;
    private static readonly double[] Lengths = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 600];

    /// <summary>
    /// The bucket that was as full at the last refusal as at those before. Whether refused requests count is not known: where the rates
    /// differ, the lower one is the best, and the higher one the top.
    /// </summary>
    public static BucketFit? Bucket(ArrivalHistory history, ReadOnlySpan<double> refusals, double pause, double fastest, double trip)
    {
        double low = 0.2;
        for (var index = 1; index < refusals.Length; index++) low = Math.Max(low, history.Through(refusals[index - 1], refusals[index]) / (refusals[index] - refusals[index - 1]));
        low *= Least;
        var high = Math.Max(1.2 * low, Math.Max(1.1 * fastest, 4 * low));
        var free = Root(history, refusals, low, high, false, trip);
        var counted = Root(history, refusals, low, high, true, trip);
        if ((free ?? counted) is not { } one || (counted ?? free) is not { } other) return null;
        // A pause tells of the rate only as far as the bucket had room for what came in.
        var told = refusals[^1] - refusals[^2] - pause + Math.Min(pause, one.Burst / one.Rate);
        var apart = (1 + (one.Rate * trip * Uncertain)) / Math.Max(0.05, told);
        return new BucketFit(Math.Max(low, Math.Min(one.Rate, other.Rate) - apart), Math.Min(one.Rate, other.Rate), Math.Max(one.Rate, other.Rate) + apart, Math.Min(one.Burst, other.Burst));
    }

    /// <summary>The shortest window in which as many had got through before each refusal, and never more.</summary>
    public static WindowFit? Window(ArrivalHistory history, ReadOnlySpan<double> refusals, double asked, double askedMost, double pause, double speed, double trip)
    {
        foreach (var length in Lengths)
        {
            if (length < askedMost) continue;
            if (length >= ShortestTold && askedMost < ShortestTold && (askedMost >= 0 || pause < 2.5)) continue;
            if (length < ShortestTold && (refusals.Length < 2 || trip > ShareOfTrip * length)) continue;
            if (Sliding(history, refusals, length, askedMost, speed, trip) is { } sliding) return sliding;
            if (Fixed(history, refusals, length, asked, speed, trip) is { } aligned) return aligned;
        }

        return null;
    }

    private static (double Rate, double Burst)? Root(ArrivalHistory history, ReadOnlySpan<double> refusals, double low, double high, bool counts, double trip)
    {
        Span<double> levels = stackalloc double[refusals.Length];
        if (Difference(history, refusals, low, counts, levels) + Tolerance(low, trip) < 0 || Difference(history, refusals, high, counts, levels) - Tolerance(high, trip) > 0) return null;
        for (var step = 0; step < 20; step++)
        {
            var middle = Math.Sqrt(low * high);
            if (Difference(history, refusals, middle, counts, levels) > 0) low = middle;
            else high = middle;
        }

        var rate = Math.Sqrt(low * high);
        history.Levels(rate, counts, refusals, levels);
        return (rate, levels[^1] + 1);
    }

    /// <summary>How much fuller the bucket was at the last refusal than at those before; it falls as the rate rises.</summary>
    private static double Difference(ArrivalHistory history, ReadOnlySpan<double> refusals, double rate, bool counts, Span<double> levels)
    {
        history.Levels(rate, counts, refusals, levels);
        double before = 0;
        foreach (var level in levels[..^1]) before += level;
        return levels[^1] - (before / (levels.Length - 1));
    }

    private static double Tolerance(double rate, double trip) => Tokens + (rate * trip * Uncertain);

    private static WindowFit? Sliding(ArrivalHistory history, ReadOnlySpan<double> refusals, double length, double asked, double speed, double trip)
    {
        // The first window has begun with the first request, and ends when the service says.
        var told = refusals[^1] - history.Begin + asked;
        if (refusals.Length < 2 && (length < told - 1.2 - (1.5 * trip) || length > told + 0.5)) return null;
        var late = Math.Min(0.5, trip);
        for (var counts = 0; counts < 2; counts++)
        {
            var (least, most) = (double.PositiveInfinity, 0.0);
            foreach (var refusal in Last(refusals))
            {
                var count = history.Through(refusal - length, refusal + late) + (counts == 1 ? history.Refused(refusal - length, refusal - 1e-6) : 0);
                (least, most) = (Math.Min(least, count), Math.Max(most, count));
            }

            if (Agree(refusals.Length, least, most, history.MostThrough(length), 1.5 + (speed * trip * Uncertain))) return new WindowFit(length, Math.Floor(least), true, counts == 1);
        }

        return null;
    }

    private static WindowFit? Fixed(ArrivalHistory history, ReadOnlySpan<double> refusals, double length, double asked, double speed, double trip)
    {
        WindowFit? best = null;
        var smallest = double.PositiveInfinity;
        var step = (asked >= ShortestTold ? 1.2 : length) / Phases;
        var tolerance = 1.5 + (speed * trip * Uncertain) + (speed * step / 2);
        for (var phase = 0; phase < Phases; phase++)
        {
            var end = refusals[^1] + (asked >= ShortestTold ? asked + 0.1 - (phase * step) : length * (phase + 0.5) / Phases);
            var (least, most) = (double.PositiveInfinity, 0.0);
            foreach (var refusal in Last(refusals))
            {
                var at = refusal + Math.Min(0.5, trip);
                var count = history.Through(end - (Math.Ceiling((end - at) / length) * length), at);
                (least, most) = (Math.Min(least, count), Math.Max(most, count));
            }

            if (most - least >= smallest || !Agree(refusals.Length, least, most, history.MostThrough(length, end), tolerance)) continue;
            smallest = most - least;
            best = new WindowFit(length, Math.Floor(least), false, false);
        }

        return best;
    }

    private static ReadOnlySpan<double> Last(ReadOnlySpan<double> refusals) => refusals[Math.Max(0, refusals.Length - WindowsCompared)..];

    private static bool Agree(int refusals, double least, double most, double top, double tolerance) => least >= (refusals == 2 ? LeastQuotaSeenTwice : LeastQuota) && most - least <= tolerance && top <= least + 1 + tolerance;
}

/// <summary>A bucket that explains what was seen.</summary>
/// <param name="Low">The lowest rate that does.</param>
/// <param name="Best">The rate that does best.</param>
/// <param name="High">The highest.</param>
/// <param name="Burst">How much it holds.</param>
internal sealed record BucketFit(double Low, double Best, double High, double Burst);

/// <summary>A window that explains what was seen.</summary>
/// <param name="Length">How long it is, in seconds.</param>
/// <param name="Quota">How many it lets through.</param>
/// <param name="IsSliding">Whether it reaches back from each request, rather than beginning at fixed times.</param>
/// <param name="CountsRefused">Whether refused requests count.</param>
internal sealed record WindowFit(double Length, double Quota, bool IsSliding, bool CountsRefused);
