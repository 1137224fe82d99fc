namespace PartnerQualification.Client.Pacing;

/// <summary>Which limiter explains what it let through and refused.</summary>
internal static class LimiterFit
{
    // Half way between sending and answer is where a request arrived but for a part of its way.
    private const double Uncertain = 0.15;
    private const double Tokens = 0.6;
    private const double Least = 0.9;
    private const double ShortestTold = 3;
    private const double ShareOfTrip = 0.3;
    private const double MostTimesAsked = 8;
    private const double Early = 0.1;
    private const double Rounding = 1.2;
    private const double ShareOfQuota = 0.25;
    private const int SmallestQuota = 4;
    private const int SmallestDoubtfulQuota = 10;
    private const int Steps = 16;
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
        if (!HasRoot(history, refusals, low, high, false, trip) || !HasRoot(history, refusals, low, high, true, trip)) return null;
        var (free, counted) = (Root(history, refusals, low, high, false, trip, 0), Root(history, refusals, low, high, true, trip, 0));
        var lowest = Math.Min(Root(history, refusals, low, high, false, trip, 1), Root(history, refusals, low, high, true, trip, 1));
        var burst = Math.Min(Burst(history, refusals, free, false), Burst(history, refusals, counted, true));

        // A pause tells of the rate only as far as the bucket had room for what came in.
        var (best, highest) = (Math.Min(free, counted), Math.Max(free, counted));
        var told = refusals[refusals.Length - 1] - refusals[refusals.Length - 2] - pause + Math.Min(pause, burst / best);
        return new BucketFit(lowest, best, highest + ((1 + (best * trip * Uncertain)) / Math.Max(0.05, told)), burst);
    }

    /// <summary>The shortest window in which as many had got through before each refusal, and never more.</summary>
    public static WindowFit? Window(ArrivalHistory history, ReadOnlySpan<double> refusals, double asked, double askedMost, double pause, double speed, double trip)
    {
        foreach (var length in Lengths)
        {
            if (length < askedMost) continue;
            if (length > MostTimesAsked * Math.Max(askedMost, pause)) break;
            if (length >= ShortestTold && askedMost < ShortestTold && (askedMost >= 0 || pause < 2.5)) continue;
            if (length < ShortestTold && (refusals.Length < 2 || trip > ShareOfTrip * length)) continue;
            if (Sliding(history, refusals, length, askedMost, speed, trip) is { } sliding) return sliding;
            if (Fixed(history, refusals, length, asked, pause, speed, trip) is { } aligned) return aligned;
        }

        return null;
    }

    /// <summary>Whether the bucket was as full at the last refusal as before at some rate between two.</summary>
    private static bool HasRoot(ArrivalHistory history, ReadOnlySpan<double> refusals, double low, double high, bool counts, double trip)
    {
        Span<double> levels = stackalloc double[refusals.Length];
        return Difference(history, refusals, low, counts, levels) + Tolerance(low, trip) >= 0 && Difference(history, refusals, high, counts, levels) - Tolerance(high, trip) <= 0;
    }

    /// <summary>The rate at which the bucket was as full at the last refusal as before, or fuller by so many times what is uncertain.</summary>
    private static double Root(ArrivalHistory history, ReadOnlySpan<double> refusals, double low, double high, bool counts, double trip, int uncertainties)
    {
        Span<double> levels = stackalloc double[refusals.Length];
        for (var step = 0; step < Steps; step++)
        {
            var middle = Math.Sqrt(low * high);
            if (Difference(history, refusals, middle, counts, levels) > uncertainties * Tolerance(middle, trip)) low = middle;
            else high = middle;
        }

        return Math.Sqrt(low * high);
    }

    /// <summary>How full the bucket was at the last refusal.</summary>
    private static double Burst(ArrivalHistory history, ReadOnlySpan<double> refusals, double rate, bool counts)
    {
        Span<double> levels = stackalloc double[refusals.Length];
        history.Levels(rate, counts, refusals, levels);
        return Math.Max(1, levels[levels.Length - 1]);
    }

    /// <summary>How much fuller the bucket was at the last refusal than at those before; it falls as the rate rises.</summary>
    private static double Difference(ArrivalHistory history, ReadOnlySpan<double> refusals, double rate, bool counts, Span<double> levels)
    {
        history.Levels(rate, counts, refusals, levels);
        double before = 0;
        foreach (var level in levels.Slice(0, levels.Length - 1)) before += level;
        return levels[levels.Length - 1] - (before / (levels.Length - 1));
    }

    private static double Tolerance(double rate, double trip) => Tokens + (rate * trip * Uncertain);

    private static WindowFit? Sliding(ArrivalHistory history, ReadOnlySpan<double> refusals, double length, double asked, double speed, double trip)
    {
        // The first window has begun with the first request, and ends when the service says.
        var told = refusals[refusals.Length - 1] - history.Begin + asked;
        if (refusals.Length < 2 && (length < told - 1.2 - (1.5 * trip) || length > told + 0.5)) return null;
        var late = Math.Min(0.5, trip);
        for (var counts = 0; counts < 2; counts++)
        {
            var (least, most) = (int.MaxValue, 0);
            foreach (var refusal in Last(refusals))
            {
                var count = history.Through(refusal - length, refusal + late) + (counts == 1 ? history.Refused(refusal - length, refusal - 1e-6) : 0);
                (least, most) = (Math.Min(least, count), Math.Max(most, count));
            }

            if (Agree(LeastQuota(refusals.Length, length), least, most, Tolerance(speed, trip, 0, least), () => history.MostThrough(length))) return new WindowFit(length, least, true, counts == 1);
        }

        return null;
    }

    /// <summary>It has begun anew between the last refusal and what got through after it.</summary>
    private static WindowFit? Fixed(ArrivalHistory history, ReadOnlySpan<double> refusals, double length, double asked, double pause, double speed, double trip)
    {
        // From one refusal alone it is known only where the service says when the window ends.
        if (refusals.Length < 2 && asked < ShortestTold) return null;
        WindowFit? best = null;
        var smallest = double.PositiveInfinity;
        var last = refusals[refusals.Length - 1];
        var latest = last + Math.Min(pause, length) + Early;
        var earliest = Math.Max(Math.Max(last, latest - length), asked >= 0 ? last + asked - Rounding : last);
        if (history.LastRefused > earliest && history.LastRefused < latest) earliest = history.LastRefused;
        var step = (latest - earliest) / Phases;
        for (var phase = 0; phase < Phases; phase++)
        {
            var end = latest - ((phase + 0.5) * step);
            var (least, most) = (int.MaxValue, 0);
            foreach (var refusal in Last(refusals))
            {
                var at = refusal + Math.Min(0.5, trip);
                if (at >= end && refusal < end) at = end - 1e-6;
                var count = history.Through(end - (Math.Ceiling((end - at) / length) * length), at);
                (least, most) = (Math.Min(least, count), Math.Max(most, count));
            }

            if (most - least > smallest || !Agree(LeastQuota(refusals.Length, length), least, most, Tolerance(speed, trip, step / 2, least), () => history.MostThrough(length, end))) continue;
            smallest = most - least;
            best = new WindowFit(length, least, false, false);
        }

        return best;
    }

    private static double Tolerance(double speed, double trip, double uncertain, int least) =>
        Math.Min(1.5 + (speed * ((trip * Uncertain) + uncertain)), 1 + (ShareOfQuota * least));

    private static ReadOnlySpan<double> Last(ReadOnlySpan<double> refusals) => refusals.Slice(Math.Max(0, refusals.Length - WindowsCompared));

    /// <summary>Small numbers agree by chance.</summary>
    private static int LeastQuota(int refusals, double length) => refusals == 1 || (refusals > 2 && length < ShortestTold) ? SmallestQuota : SmallestDoubtfulQuota;

    private static bool Agree(int leastQuota, int least, int most, double tolerance, Func<int> top) =>
        least >= leastQuota && most - least <= tolerance && top() <= least + 1 + tolerance;
}

/// <summary>A bucket that explains what was seen.</summary>
/// <param name="Low">The lowest rate that does.</param>
/// <param name="Best">The rate that does best.</param>
/// <param name="High">The highest.</param>
/// <param name="Burst">How much it holds.</param>
internal sealed record BucketFit(double Low, double Best, double High, double Burst)
{
    /// <summary>The same, with no rate higher than that.</summary>
    public BucketFit AtMost(double rate) => this with { Low = Math.Min(Low, rate), Best = Math.Min(Best, rate), High = Math.Min(High, rate) };
}

/// <summary>A window that explains what was seen.</summary>
/// <param name="Length">How long it is, in seconds.</param>
/// <param name="Quota">How many it lets through.</param>
/// <param name="IsSliding">Whether it reaches back from each request, rather than beginning at fixed times.</param>
/// <param name="CountsRefused">Whether refused requests count.</param>
internal sealed record WindowFit(double Length, int Quota, bool IsSliding, bool CountsRefused);
