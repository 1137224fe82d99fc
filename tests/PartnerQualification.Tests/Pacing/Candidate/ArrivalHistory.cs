namespace PartnerQualification.Tests.Pacing.Candidate;

/// <summary>What arrived at the limiter and when, as far as that can be told from here: half way between a request's sending and its answer.</summary>
internal sealed class ArrivalHistory
{
    private const int Most = 4096;
    private const int Recent = 512;
    private const double SameTime = 0.002;
    private readonly List<Arrival> arrivals = new(256);

    /// <summary>When the first one arrived.</summary>
    public double Begin => arrivals[0].Time;

    /// <summary>Takes note of one.</summary>
    public void Add(double time, bool isRefused)
    {
        // Answers come a little out of order.
        var place = arrivals.Count;
        while (place > 0 && arrivals.Count - place < 64 && arrivals[place - 1].Time > time) place--;
        if (place > 0 && time - arrivals[place - 1].Time < SameTime && isRefused == arrivals[place - 1].IsRefused) arrivals[place - 1] = arrivals[place - 1] with { Count = arrivals[place - 1].Count + 1 };
        else arrivals.Insert(place, new Arrival(time, 1, isRefused));
        if (arrivals.Count >= Most) Merge();
    }

    /// <summary>How many were let through after one time and until another.</summary>
    public double Through(double after, double until) => Count(after, until, isRefused: false);

    /// <summary>How many were refused after one time and until another.</summary>
    public double Refused(double after, double until) => Count(after, until, isRefused: true);

    /// <summary>How many were let through at most in any stretch of that length.</summary>
    public double MostThrough(double length)
    {
        var (most, count, from) = (0.0, 0.0, 0);
        foreach (var arrival in arrivals)
        {
            for (; arrivals[from].Time <= arrival.Time - length; from++) count -= arrivals[from].Through;
            count += arrival.Through;
            most = Math.Max(most, count);
        }

        return most;
    }

    /// <summary>How many were let through at most in a window of that length, of which one ends at that time.</summary>
    public double MostThrough(double length, double end)
    {
        var (most, count, window) = (0.0, 0.0, double.NegativeInfinity);
        foreach (var arrival in arrivals)
        {
            var current = Math.Floor((arrival.Time - end) / length);
            if (current > window) (window, count) = (current, 0);
            count += arrival.Through;
            most = Math.Max(most, count);
        }

        return most;
    }

    /// <summary>When each arrived after some time.</summary>
    public IEnumerable<double> Times(double after, bool withRefused) =>
        arrivals.Where(arrival => arrival.Time > after && (withRefused || !arrival.IsRefused)).SelectMany(arrival => Enumerable.Repeat(arrival.Time, arrival.Count));

    /// <summary>How much would have been taken out of a bucket that fills at that rate, at some times.</summary>
    public void Levels(double rate, bool countsRefused, ReadOnlySpan<double> times, Span<double> levels)
    {
        var (level, last, most, next) = (0.0, Begin, 1.0, 0);
        foreach (var arrival in arrivals)
        {
            for (; next < times.Length && times[next] <= arrival.Time; next++) levels[next] = Math.Max(0, level - (rate * (times[next] - last)));
            level = Math.Max(0, level - (rate * (arrival.Time - last)));
            last = arrival.Time;
            level += arrival.Through;
            if (!arrival.IsRefused) most = Math.Max(most, level);
            else if (countsRefused) level = Math.Min(2 * most, level + arrival.Count);
        }

        for (; next < times.Length; next++) levels[next] = Math.Max(0, level - (rate * (times[next] - last)));
    }

    private double Count(double after, double until, bool isRefused)
    {
        double count = 0;
        for (var index = arrivals.Count - 1; index >= 0 && arrivals[index].Time > after; index--)
        {
            if (arrivals[index].Time <= until && arrivals[index].IsRefused == isRefused) count += arrivals[index].Count;
        }

        return count;
    }

    /// <summary>Joins neighbours that lie further back, so that the history stays small.</summary>
    private void Merge()
    {
        var to = 0;
        for (var index = 0; index < arrivals.Count; index++)
        {
            var arrival = arrivals[index];
            if (index < arrivals.Count - Recent && !arrival.IsRefused && !arrivals[index + 1].IsRefused)
            {
                index++;
                arrival = new Arrival((arrival.Time + arrivals[index].Time) / 2, arrival.Count + arrivals[index].Count, false);
            }

            arrivals[to++] = arrival;
        }

        arrivals.RemoveRange(to, arrivals.Count - to);
    }

    private readonly record struct Arrival(double Time, int Count, bool IsRefused)
    {
        public int Through => IsRefused ? 0 : Count;
    }
}
