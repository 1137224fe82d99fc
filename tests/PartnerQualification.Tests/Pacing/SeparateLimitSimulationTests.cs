namespace PartnerQualification.Tests.Pacing;

/// <summary>Limits per operation and per customer, in virtual time. Each run prints its line of the tables in docs/pacing.md.</summary>
public sealed class SeparateLimitSimulationTests(ITestOutputHelper output)
{
    private const string Limited = "the limited one";
    private const int Reading = 0;
    private const int Setting = 1;

    /// <summary>Name, reads, writes, how long one pace for all takes at least, how long a pace for each takes at most, in times the ideal.</summary>
    public static TheoryData<string, Func<object>, Func<object>, double, double> Pairs => new()
    {
        { "reads 100/s, writes 20/s", () => Bucket(100), () => Bucket(20), 1.03, 1.05 },
        { "reads 20/s, writes 100/s", () => Bucket(20), () => Bucket(100), 1.02, 1.05 },
        { "reads without limit, writes 20/s", () => new NoLimit(), () => Bucket(20), 1.03, 1.05 },
        { "reads 300 per 10 s, writes 100 per 10 s", () => new FixedWindow(300, 10), () => new FixedWindow(100, 10), 1.06, 1.03 },
    };

    [Theory]
    [MemberData(nameof(Pairs), DisableDiscoveryEnumeration = true)]
    public void Rows_that_are_read_and_set_take_as_long_as_the_lower_limit_says(string name, Func<object> reads, Func<object> writes, double onePace, double most)
    {
        var before = Run(SimulatedPacing.OneForAll);
        var ours = Run(SimulatedPacing.ForEachOperation);

        Print($"{name}: one pace", before);
        Print($"{name}: a pace for each", ours);
        Assert.InRange(before.Slowness, onePace, double.MaxValue);
        Assert.InRange(ours.Slowness, 1, most);
        Assert.InRange(ours.RefusedShare, 0, 0.01);

        SimulatedRun Run(SimulatedPacing pacing) => new Simulation(
            new SimulatedLoad([(ILimiter)reads(), (ILimiter)writes()], 2000, job => [new SimulatedStep(Reading, $"{job}"), new SimulatedStep(Setting, $"{job}")]) { Pacing = pacing }).Run();
    }

    /// <summary>Rows that are set, between rows that hold what is asked for and are only read.</summary>
    [Theory]
    [InlineData(2000, 500, 2000, 19 + 24 + 19, 1.08, 1.08)]
    [InlineData(0, 500, 4000, 24 + 39, 1.5, 1.15)]
    public void Rows_that_are_only_read_go_at_the_speed_of_reads(int before, int set, int after, double ideal, double most, double onePace)
    {
        var one = Run(SimulatedPacing.OneForAll);
        var ours = Run(SimulatedPacing.ForEachOperation);

        Print($"reads 100/s, writes 20/s, {before} rows skipped, {set} set, {after} skipped: one pace", one);
        Print($"reads 100/s, writes 20/s, {before} rows skipped, {set} set, {after} skipped: a pace for each", ours);
        Assert.InRange(ours.Slowness, 1, most);
        Assert.InRange(one.Slowness, onePace, double.MaxValue);

        SimulatedRun Run(SimulatedPacing pacing) =>
            new Simulation(new SimulatedLoad([Bucket(100), Bucket(20)], before + set + after, Steps) { Pacing = pacing, Ideal = ideal }).Run();

        SimulatedStep[] Steps(int job)
        {
            var read = new SimulatedStep(Reading, $"{job}");
            return job >= before && job < before + set ? [read, new SimulatedStep(Setting, $"{job}")] : [read];
        }
    }

    [Theory]
    [InlineData(RetryAfterStyle.Seconds)]
    [InlineData(RetryAfterStyle.Date)]
    [InlineData(RetryAfterStyle.Missing)]
    public void One_customer_that_is_limited_holds_up_no_others(RetryAfterStyle style)
    {
        var runs = Enum.GetValues<SimulatedPacing>().ToDictionary(pacing => pacing, pacing => Run(pacing));

        foreach (var run in runs) Print($"one of 501 customers, 1 per 10 s, Retry-After: {style}: {Words(run.Key)}", run.Value);
        var others = runs[SimulatedPacing.ForEachOperation].Others;
        Assert.InRange(others, 0, 1.07 * runs[SimulatedPacing.None].Others);
        Assert.InRange(runs[SimulatedPacing.OneForAll].Others, 2 * others, double.MaxValue);

        SimulatedRun Run(SimulatedPacing pacing)
        {
            var limiter = new CustomerLimiter(customer => customer == Limited ? new FixedWindow(1, 10) : null);
            var load = new SimulatedLoad([limiter], 5010, job => [new SimulatedStep(Reading, job % 501 == 0 ? Limited : $"{job % 501}")]) { Pacing = pacing, Apart = Limited };
            return new Simulation(load, style: style).Run();
        }
    }

    [Theory]
    [InlineData(RetryAfterStyle.Seconds, 1.05)]
    [InlineData(RetryAfterStyle.Date, 1.05)]
    [InlineData(RetryAfterStyle.Missing, 1.5)]
    public void Customers_that_are_limited_one_by_one_wait_one_by_one(RetryAfterStyle style, double most)
    {
        var runs = Enum.GetValues<SimulatedPacing>().ToDictionary(pacing => pacing, pacing => Run(pacing));

        foreach (var run in runs) Print($"each of 1,000 customers, 5 per 30 s, Retry-After: {style}: {Words(run.Key)}", run.Value);
        var ours = runs[SimulatedPacing.ForEachOperation];
        Assert.InRange(ours.Wall, 0, most * runs[SimulatedPacing.None].Wall);
        Assert.InRange(ours.RefusedShare, 0, 0.01);

        SimulatedRun Run(SimulatedPacing pacing)
        {
            var random = new Random(1);
            var customers = Enumerable.Range(0, 5000).Select(_ => $"{random.Next(1000)}").ToArray();
            var limiter = new CustomerLimiter(customer => new FixedWindow(5, 30, offset: customer.Sum(digit => digit * 7) % 30));
            return new Simulation(new SimulatedLoad([limiter], customers.Length, job => [new SimulatedStep(Reading, customers[job])]) { Pacing = pacing }, style: style).Run();
        }
    }

    /// <summary>Where the limits are not apart: what it costs that two paces share one.</summary>
    [Fact]
    public void Two_paces_that_share_one_limit_find_it_together()
    {
        var before = Run(SimulatedPacing.OneForAll);
        var ours = Run(SimulatedPacing.ForEachOperation);

        Print("reads and writes together 50/s: one pace", before);
        Print("reads and writes together 50/s: a pace for each", ours);
        Assert.InRange(ours.Slowness, 1, 1.3);

        SimulatedRun Run(SimulatedPacing pacing)
        {
            var both = Bucket(50);
            return new Simulation(
                new SimulatedLoad([both, both], 2000, job => [new SimulatedStep(Reading, $"{job}"), new SimulatedStep(Setting, $"{job}")]) { Pacing = pacing, Ideal = both.Ideal(4000) }).Run();
        }
    }

    private static string Words(SimulatedPacing pacing) => pacing switch
    {
        SimulatedPacing.OneForAll => "one pace",
        SimulatedPacing.ForEachOperation => "ours",
        _ => "each request waits by itself",
    };

    private static TokenBucket Bucket(double rate) => new(rate, rate, countsRefused: true);

    private void Print(string name, SimulatedRun run) =>
        output.WriteLine(FormattableString.Invariant($"| {name} | {run.Ideal:F1} s | {run.Wall:F1} s | {run.Others:F1} s | {run.Slowness:F2} | {run.Refused} | {run.RefusedShare:P2} |"));
}
