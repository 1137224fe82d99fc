namespace PartnerQualification.Client.Pacing;

/// <summary>
/// What arrived at the limiter and when, as far as that can be told from here: half way between a request's sending and its answer.
/// It holds a bounded number of moments; those that lie further back are joined with their neighbours.
/// </summary>
internal sealed class ArrivalHistory
{
    private const int Most = 2048;
    private const int Recent = 512;
    private const int OutOfOrder = 64;
    private const double SameTime = 0.002;

    private readonly int[] throughBefore = new int[Most + 1];
    private readonly int[] refusedBefore = new int[Most + 1];
    private Arrival[] arrivals = new Arrival[64];
    private int count;
    private bool isCounted;

    /// <summary>When the first one arrived; 0 where none has.</summary>
    public double Begin => arrivals[0].Time;

    /// <summary>How many moments are remembered.</summary>
    public int Count => count;

    /// <summary>When the last one arrived that was refused; negative infinity where none was.</summary>
    public double LastRefused
    {
        get
        {
            for (var index = count - 1; index >= 0; index--)
            {
                if (arrivals[index].IsRefused) return arrivals[index].Time;
            }

            return double.NegativeInfinity;
        }
    }

    /// <summary>Takes note of one.</summary>
    /// <param name="time">When it arrived.</param>
    /// <param name="isRefused">Whether it was refused.</param>
    public void Add(double time, bool isRefused)
    {
        isCounted = false;
        if (count == Most) Merge();
        var place = count;

        // Answers come a little out of order.
        while (place > 0 && count - place < OutOfOrder && arrivals[place - 1].Time > time) place--;
        if (place > 0 && time - arrivals[place - 1].Time < SameTime && isRefused == arrivals[place - 1].IsRefused)
        {
            arrivals[place - 1] = arrivals[place - 1] with { Count = arrivals[place - 1].Count + 1 };
            return;
        }

        if (count == arrivals.Length) Array.Resize(ref arrivals, 2 * count);
        Array.Copy(arrivals, place, arrivals, place + 1, count - place);
        arrivals[place] = new Arrival(time, 1, isRefused);
        count++;
    }

    /// <summary>Forgets the refusals from some time on.</summary>
    /// <param name="from">The time.</param>
    public void ForgetRefused(double from)
    {
        isCounted = false;
        for (var place = count - 1; place >= 0 && arrivals[place].Time >= from; place--)
        {
            if (arrivals[place].IsRefused) arrivals[place] = arrivals[place] with { Count = 0 };
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        arrivals[0] = default;
        count = 0;
        isCounted = false;
    }

    /// <summary>How many were let through after one time and until another.</summary>
    public int Through(double after, double until) => Sum(throughBefore, after, until);

    /// <summary>How many were refused after one time and until another.</summary>
    public int Refused(double after, double until) => Sum(refusedBefore, after, until);

    /// <summary>How many were let through at most in any stretch of that length.</summary>
    public int MostThrough(double length)
    {
        var (most, sum, from) = (0, 0, 0);
        for (var index = 0; index < count; index++)
        {
            for (; arrivals[from].Time <= arrivals[index].Time - length; from++) sum -= arrivals[from].Through;
            sum += arrivals[index].Through;
            most = Math.Max(most, sum);
        }

        return most;
    }

    /// <summary>How many were let through at most in a window of that length, of which one ends at that time.</summary>
    public int MostThrough(double length, double end)
    {
        var (most, sum, until) = (0, 0, double.NegativeInfinity);
        for (var index = 0; index < count; index++)
        {
            var arrival = arrivals[index];
            if (arrival.Time >= until)
            {
                sum = 0;
                until = end + ((Math.Floor((arrival.Time - end) / length) + 1) * length);
            }

            sum += arrival.Through;
            most = Math.Max(most, sum);
        }

        return most;
    }

    /// <summary>When each arrived after some time.</summary>
    public IEnumerable<double> Times(double after) =>
        arrivals.Take(count).Where(arrival => arrival.Time > after).SelectMany(arrival => Enumerable.Repeat(arrival.Time, arrival.Count));

    /// <summary>How much would have been taken out of a bucket that fills at that rate, at some times.</summary>
    public void Levels(double rate, bool countsRefused, ReadOnlySpan<double> times, Span<double> levels)
    {
        var (level, last, most, next) = (0.0, Begin, 1.0, 0);
        for (var index = 0; index < count; index++)
        {
            var arrival = arrivals[index];
            for (; next < times.Length && times[next] <= arrival.Time; next++) levels[next] = Math.Max(0, level - (rate * (times[next] - last)));
            level = Math.Max(0, level - (rate * (arrival.Time - last))) + arrival.Through;
            last = arrival.Time;
            if (!arrival.IsRefused) most = Math.Max(most, level);
            else if (countsRefused) level = Math.Min(2 * most, level + arrival.Count);
        }

        for (; next < times.Length; next++) levels[next] = Math.Max(0, level - (rate * (times[next] - last)));
    }

    private int Sum(int[] before, double after, double until)
    {
        if (!isCounted) CountUp();
        return Math.Max(0, before[Until(until)] - before[Until(after)]);
    }

    private void CountUp()
    {
        for (var index = 0; index < count; index++)
        {
            throughBefore[index + 1] = throughBefore[index] + arrivals[index].Through;
            refusedBefore[index + 1] = refusedBefore[index] + (arrivals[index].IsRefused ? arrivals[index].Count : 0);
        }

        isCounted = true;
    }

    /// <summary>How many moments there are up to that time.</summary>
    private int Until(double time)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (arrivals[middle].Time <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Joins neighbours that lie further back.</summary>
    private void Merge()
    {
        var to = 0;
        for (var index = 0; index < count; index++)
        {
            var arrival = arrivals[index];
            if (index < count - Recent && !arrival.IsRefused && !arrivals[index + 1].IsRefused)
            {
                index++;
                arrival = new Arrival((arrival.Time + arrivals[index].Time) / 2, arrival.Count + arrivals[index].Count, false);
            }

            arrivals[to++] = arrival;
        }

        // Where nothing but refusals is left, the oldest half goes.
        if (to == count)
        {
            to = count / 2;
            Array.Copy(arrivals, count - to, arrivals, 0, to);
        }

        count = to;
    }

    private readonly record struct Arrival(double Time, int Count, bool IsRefused)
    {
        public int Through => IsRefused ? 0 : Count;
    }
}
