namespace PartnerQualification.Tests.Pacing;

public sealed class PacingSimulationTests
{
    [Fact]
    public void Look()
    {
        var o = TestContext.Current.TestOutputHelper!;
        void P(string n, SimulatedRun r) => Console.WriteLine($"{n,-50} wall {r.Wall,8:F2} ideal {r.Ideal,8:F2} x{r.Slowness:F3} refused {r.Refused}/{r.Requests} {r.RefusedShare:P2} attempts {r.MostAttempts}");
        foreach (var f in new Func<ILimiter>[] { () => new TokenBucket(50, 50, true), () => new TokenBucket(t => t is < 10 or > 20 ? 100 : 20, 50, true), () => new FixedWindow(50,1) })
        {
            var sim = new Simulation(f(), 2000, 16, 0.1) { Observe = (t, rate, refusedNow) => { if (refusedNow) Console.WriteLine($"   {t:F2} {rate:F1}"); } };
            P("trace", sim.Run());
        }

        P("none", Simulation.Run(new NoLimit(), 2000));
        P("none1", Simulation.Run(new NoLimit(1, 100), 5000));
        foreach (var style in Enum.GetValues<RetryAfterStyle>())
        {
            Console.WriteLine(style);
            P("bucket 50/50 counted", Simulation.Run(new TokenBucket(50, 50, true), 2000, style: style));
            P("bucket 50/50", Simulation.Run(new TokenBucket(50, 50, false), 2000, style: style));
            P("bucket 50/5", Simulation.Run(new TokenBucket(50, 5, true), 2000, style: style));
            P("bucket 50/500", Simulation.Run(new TokenBucket(50, 500, true), 2000, style: style));
            P("bucket 5/50", Simulation.Run(new TokenBucket(5, 50, true), 500, style: style));
            P("fixed 300/10", Simulation.Run(new FixedWindow(300, 10), 1500, style: style));
            P("fixed 300/10 off 3", Simulation.Run(new FixedWindow(300, 10, 3.3), 1500, style: style));
            P("fixed 300/10 off 9", Simulation.Run(new FixedWindow(300, 10, 9.2), 1500, style: style));
            P("fixed 50/1", Simulation.Run(new FixedWindow(50, 1), 2000, style: style));
            P("fixed 600/60", Simulation.Run(new FixedWindow(600, 60), 3000, style: style));
            P("sliding 300/10", Simulation.Run(new SlidingWindow(300, 10, true), 1500, style: style));
            P("sliding 300/10 nc", Simulation.Run(new SlidingWindow(300, 10, false), 1500, style: style));
            P("drop 10-20s", Simulation.Run(new TokenBucket(t => t is < 10 or > 20 ? 100 : 20, 50, true), 2400, style: style));
            P("drop 15-30", Simulation.Run(new TokenBucket(t => t is < 15 or > 30 ? 100 : 20, 100, true), 3400, style: style));
            P("drop 20-40 ", Simulation.Run(new TokenBucket(t => t is < 20 or > 40 ? 100 : 20, 100, true), 4000, style: style));
        }
    }
}
