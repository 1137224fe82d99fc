namespace PartnerQualification.Tests.Pacing;

/// <summary>
/// The limiters that a client may meet, and runs against them: latency, jitter, how many at once, the window's phase, how the wait is
/// told, and whether refused requests count are drawn from a seed. Only runs in which the limiter is the bound are drawn.
/// </summary>
internal static class PacingGrid
{
    /// <summary>A run that takes longer, in times the ideal, is given up.</summary>
    public const double MostTimesIdeal = 10;

    private const double Jitter = 1.0 / 3;
    private static readonly double[] Latencies = [0.005, 0.05, 0.1, 0.5];
    private static readonly int[] AtOnce = [1, 4, 16, 64, 128];

    /// <summary>The rows: sorts of limiters at one rate.</summary>
    public static IEnumerable<GridRow> Rows()
    {
        foreach (var rate in new[] { 5, 20, 50, 100, 500 })
        {
            foreach (var seconds in new[] { 0.1, 0.5, 1, 3 })
            {
                var burst = Math.Max(1, Math.Round(rate * seconds));
                yield return new GridRow("bucket", rate, seconds, 40, draw => new TokenBucket(rate, burst, draw.CountsRefused));
            }

            foreach (var length in new[] { 1, 2, 10, 60 })
            {
                var ideal = length switch { 10 => 45, 60 => 150, _ => 40 };
                yield return new GridRow("fixed window", rate, length, ideal, draw => new FixedWindow(rate * length, length, draw.Phase * length));
                yield return new GridRow("sliding window", rate, length, ideal, draw => new SlidingWindow(rate * length, length, draw.CountsRefused));
            }
        }

        foreach (var rate in new[] { 20, 50, 100, 500 })
        {
            yield return new GridRow("bucket that drops to a fifth for 10 s", rate, 0.5, 32, draw => new TokenBucket(time => DropsAt(time, draw) ? rate / 5.0 : rate, rate / 2.0, draw.CountsRefused));
            yield return new GridRow("bucket of which another takes half", rate, 1, 30, draw => new TokenBucket(time => time < HalvesAt(draw) ? rate : rate / 2.0, rate, draw.CountsRefused));
        }
    }

    /// <summary>Runs one of a row's seeds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="pace">How the client paces.</param>
    public static GridRun Run(GridRow row, int seed, Func<ISimulatedPace> pace)
    {
        var draw = Draw(row, seed);
        var ideal = Ideal(row, draw);
        var load = new SimulatedLoad([row.Create(draw)], row.Requests, static job => [new SimulatedStep(0, $"{job}")]) { Ideal = ideal };
        return new GridRun(draw, new Simulation(load, draw.AtOnce, draw.Latency, draw.Style, Jitter, seed, pace) { GivenUpAfter = MostTimesIdeal * ideal }.Run());
    }

    private static bool DropsAt(double time, GridDraw draw) => time >= 8 + (8 * draw.Phase) && time < 18 + (8 * draw.Phase);

    private static double HalvesAt(GridDraw draw) => 5 + (10 * draw.Phase);

    private static GridDraw Draw(GridRow row, int seed)
    {
        var random = new Random((seed * 104729) + 1234567);
        while (true)
        {
            var draw = new GridDraw(AtOnce[random.Next(AtOnce.Length)], Latencies[random.Next(Latencies.Length)], (RetryAfterStyle)random.Next(3), random.Next(2) == 0, random.NextDouble());
            if (draw.AtOnce / draw.Latency >= 1.2 * row.Rate) return draw;
        }
    }

    /// <summary>The least time: each request as early as limiter, latency and the number at once allow, without a refusal.</summary>
    private static double Ideal(GridRow row, GridDraw draw)
    {
        var limiter = row.Create(draw with { CountsRefused = false });
        var last = new double[draw.AtOnce];
        var time = draw.Latency / 2;
        for (var request = 0; request < row.Requests; request++)
        {
            var place = request % draw.AtOnce;
            if (request >= draw.AtOnce) time = Math.Max(time, last[place] + draw.Latency);
            while (limiter.Refuse(time) is { } wait) time += Math.Max(wait, 1e-6);
            last[place] = time;
        }

        return time + (draw.Latency / 2);
    }
}

/// <summary>A sort of limiter at one rate.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rate">How many requests a second it lets through.</param>
/// <param name="Seconds">The bucket's burst, or the window's length, in seconds.</param>
/// <param name="IdealSeconds">About how long a run takes at best.</param>
/// <param name="Create">Makes it for a run.</param>
internal sealed record GridRow(string Kind, double Rate, double Seconds, double IdealSeconds, Func<GridDraw, ILimiter> Create)
{
    public int Requests => (int)(Rate * IdealSeconds);

    /// <summary>Less than a second's burst: each second of a pause costs something that does not come back.</summary>
    public bool IsSmall => Kind.StartsWith("bucket", StringComparison.Ordinal) && Seconds < 1;

    public string Name => FormattableString.Invariant($"{Kind} {Rate}/s, {Seconds} s");
}

/// <summary>What is drawn for a run.</summary>
/// <param name="AtOnce">How many requests there are at once.</param>
/// <param name="Latency">How long each takes, in seconds.</param>
/// <param name="Style">How the wait is told.</param>
/// <param name="CountsRefused">Whether refused requests count.</param>
/// <param name="Phase">Where in a window the run begins, or when a change comes: from 0 to 1.</param>
internal sealed record GridDraw(int AtOnce, double Latency, RetryAfterStyle Style, bool CountsRefused, double Phase);

/// <summary>A run and what was drawn for it.</summary>
/// <param name="Draw">What was drawn.</param>
/// <param name="Run">What it came to.</param>
internal sealed record GridRun(GridDraw Draw, SimulatedRun Run)
{
    /// <summary>More than one request in a hundred, and more than were under way at the first refusal.</summary>
    public bool IsRude => Run.Refused > Math.Max(0.01 * Run.Requests, Run.UnderWayAtFirstRefusal);
}
