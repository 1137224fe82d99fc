namespace PartnerQualification.Tests.Pacing;

/// <summary>The aims of pacing, in virtual time. Each run prints its line of the table in docs/pacing.md.</summary>
public sealed class PacingSimulationTests(ITestOutputHelper output)
{
    /// <summary>Name, limiter, requests, most times the ideal, largest share refused.</summary>
    public static TheoryData<string, Func<object>, int, double, double> Aims => new()
    {
        { "no limit", () => new NoLimit(), 2000, 1.02, 0 },
        { "one stray 429, then none", () => new NoLimit(refusals: 1, afterRequests: 100), 5000, 1.2, 0.001 },
        { "refused from the start, then no limit", () => new NoLimit(refusals: 8), 5000, 1.1, 0.01 },
        { "bucket 50/s, burst 50, refused counted", () => new TokenBucket(50, 50, countsRefused: true), 2000, 1.05, 0.0125 },
        { "bucket 50/s, burst 50, refused free", () => new TokenBucket(50, 50, countsRefused: false), 2000, 1.10, 0.01 },
        { "bucket 50/s, burst 500, refused counted", () => new TokenBucket(50, 500, countsRefused: true), 2000, 1.10, 0.03 },
        { "bucket 5/s, burst 50, refused counted", () => new TokenBucket(5, 50, countsRefused: true), 500, 1.15, 0.08 },
        { "bucket 50/s, burst 5, refused counted", () => new TokenBucket(50, 5, countsRefused: true), 2000, 1.3, 0.02 },
        { "fixed window 300 per 10 s", () => new FixedWindow(300, 10), 1500, 1.15, 0.015 },
        { "fixed window 300 per 10 s, begun 3.3 s before", () => new FixedWindow(300, 10, offset: 3.3), 1500, 1.15, 0.025 },
        { "fixed window 300 per 10 s, begun 9.2 s before", () => new FixedWindow(300, 10, offset: 9.2), 1500, 1.15, 0.025 },
        { "fixed window 600 per 60 s", () => new FixedWindow(600, 60), 3000, 1.15, 0.01 },
        { "fixed window 50 per 1 s", () => new FixedWindow(50, 1), 2000, 1.3, 0.0225 },
        { "sliding window 300 per 10 s, refused counted", () => new SlidingWindow(300, 10, countsRefused: true), 1500, 1.15, 0.015 },
        { "sliding window 300 per 10 s, refused free", () => new SlidingWindow(300, 10, countsRefused: false), 1500, 1.15, 0.015 },
        { "bucket 100/s, 20/s from 10 s to 20 s", () => Dropping(10, 20), 2400, 1.25, 0.03 },
        { "bucket 100/s, 20/s from 15 s to 30 s", () => Dropping(15, 30), 3400, 1.25, 0.03 },
        { "bucket 100/s, 20/s from 20 s to 40 s", () => Dropping(20, 40), 4000, 1.25, 0.03 },
    };

    [Theory]
    [MemberData(nameof(Aims), DisableDiscoveryEnumeration = true)]
    public void Limiter_is_kept_to_and_seldom_refuses(string name, Func<object> limiter, int requests, double mostTimesIdeal, double largestShareRefused)
    {
        var run = Simulation.Run((ILimiter)limiter(), requests);

        Print(name, requests, run);
        // What is left of a window that has begun before comes on top of the ideal.
        Assert.InRange(run.Slowness, 0.95, mostTimesIdeal);
        Assert.InRange(run.RefusedShare, 0, largestShareRefused);
        Assert.InRange(run.MostAttempts, 1, 3);
    }

    [Theory]
    [InlineData(RetryAfterStyle.Date, 1.10, 0.02)]
    [InlineData(RetryAfterStyle.Missing, 1.10, 0.04)]
    public void Bucket_is_kept_to_however_the_wait_is_told(RetryAfterStyle style, double mostTimesIdeal, double largestShareRefused)
    {
        var run = Simulation.Run(new TokenBucket(50, 50, countsRefused: true), 2000, style: style);

        Print($"bucket 50/s, burst 50, Retry-After: {style}", 2000, run);
        Assert.InRange(run.Slowness, 1, mostTimesIdeal);
        Assert.InRange(run.RefusedShare, 0, largestShareRefused);
    }

    [Theory]
    [InlineData(RetryAfterStyle.Date, 1.15, 0.0125)]
    [InlineData(RetryAfterStyle.Missing, 1.7, 0.04)]
    public void Window_is_kept_to_however_the_wait_is_told(RetryAfterStyle style, double mostTimesIdeal, double largestShareRefused)
    {
        var run = Simulation.Run(new FixedWindow(300, 10), 1500, style: style);

        Print($"fixed window 300 per 10 s, Retry-After: {style}", 1500, run);
        Assert.InRange(run.Slowness, 1, mostTimesIdeal);
        Assert.InRange(run.RefusedShare, 0, largestShareRefused);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(128)]
    public void Bucket_of_any_size_is_kept_to_by_any_number_of_workers(int workers)
    {
        var worst = Sweep(workers, (rate, burst) => new TokenBucket(rate, rate * burst, countsRefused: true), [0.5, 1, 3], rate => 60 * rate);

        Assert.InRange(worst.Slowness, 1, 2);
        Assert.InRange(worst.Refused, 0, Math.Max(4, 11 * workers));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(128)]
    public void Window_of_any_length_is_kept_to_by_any_number_of_workers(int workers)
    {
        var worst = Sweep(workers, (rate, length) => new FixedWindow((int)(rate * length), length), [2, 10, 60], rate => 240 * rate);

        Assert.InRange(worst.Slowness, 1, 2);
        Assert.InRange(worst.Refused, 0, Math.Max(4, 8 * workers));
    }

    private static TokenBucket Dropping(double from, double until) => new(time => time >= from && time < until ? 20 : 100, 50, countsRefused: true);

    /// <summary>Runs over rates from 5 to 500 a second and latencies from 5 to 500 ms, and prints the slowest and the rudest run.</summary>
    private (double Slowness, int Refused) Sweep(int workers, Func<int, double, ILimiter> limiter, double[] sizes, Func<int, int> requests)
    {
        var runs = (from rate in new[] { 5, 20, 50, 100, 500 }
                    from size in sizes
                    from latency in new[] { 0.005, 0.05, 0.1, 0.5 }
                    let run = Simulation.Run(limiter(rate, size), requests(rate), workers, latency)
                    select (Name: $"{rate}/s, size {size}, latency {latency * 1000} ms, {workers} workers", Run: run, Requests: requests(rate))).ToList();
        var slowest = runs.MaxBy(run => run.Run.Slowness);
        var rudest = runs.MaxBy(run => run.Run.Refused);
        Print("slowest: " + slowest.Name, slowest.Requests, slowest.Run);
        Print("rudest: " + rudest.Name, rudest.Requests, rudest.Run);
        Print("median", 0, runs.OrderBy(run => run.Run.Slowness).ElementAt(runs.Count / 2).Run);
        return (slowest.Run.Slowness, rudest.Run.Refused);
    }

    private void Print(string name, int requests, SimulatedRun run) =>
        output.WriteLine(FormattableString.Invariant($"| {name} | {requests} | {run.Ideal:F1} s | {run.Wall:F1} s | {run.Slowness:F2} | {run.Refused} | {run.RefusedShare:P2} |"));
}
