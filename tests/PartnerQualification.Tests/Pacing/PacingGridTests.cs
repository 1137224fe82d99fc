using System.Collections.Concurrent;
using PartnerQualification.Tests.Pacing.Rivals;

namespace PartnerQualification.Tests.Pacing;

/// <summary>
/// The pacing beside its rivals over the whole grid of limiters; prints the tables of docs/pacing.md. One seed runs with the other tests;
/// PACING_SEEDS says how many, and docs/pacing.md is made with a hundred.
/// </summary>
public sealed class PacingGridTests(ITestOutputHelper output)
{
    private const string Ours = "ours";

    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("PACING_SEEDS"), out var seeds) ? seeds : 1;

    /// <summary>One contender alone, where the pacing is being worked at.</summary>
    private static readonly string? Only = Environment.GetEnvironmentVariable("PACING_ONLY");

    private static readonly (string Name, Func<ISimulatedPace> Create)[] Contenders =
    [
        (Ours, () => new ShippedPace()),
        ("the mean between two refusals", () => new FormerPace()),
        ("each request waits by itself", () => new EachWaits()),
        ("AWS adaptive (CUBIC)", () => new CubicPace()),
        ("AIMD", () => new AimdPace()),
        ("BBR", () => new BottleneckPace()),
    ];

    [Fact]
    public void Ours_ends_sooner_than_its_rivals_and_is_refused_less_over_the_whole_grid()
    {
        var results = Contenders.Where(contender => Only is null || contender.Name == Only).ToDictionary(contender => contender.Name, contender => Run(contender.Create), StringComparer.Ordinal);

        foreach (var contender in results)
        {
            Print(contender.Key, "all", contender.Value);
            foreach (var group in contender.Value.GroupBy(result => Group(result.Row), StringComparer.Ordinal)) Print(contender.Key, group.Key, [.. group]);
            foreach (var group in contender.Value.GroupBy(result => result.Run.Draw.Latency).OrderBy(group => group.Key)) Print(contender.Key, FormattableString.Invariant($"{group.Key * 1000} ms"), [.. group]);
        }

        foreach (var group in results[Ours].GroupBy(result => result.Row.Name, StringComparer.Ordinal)) Print(Ours, group.Key, [.. group]);

        var ours = results[Ours];
        Assert.All(ours, result => Assert.True(result.Run.Run.Slowness < PacingGrid.MostTimesIdeal, $"{result.Row.Name} with {result.Run.Draw} did not end."));
        Assert.InRange(Percentile(ours, 1), 1, 4);
        foreach (var rival in results.Where(result => result.Key != Ours))
        {
            Assert.True(Percentile(ours, 0.95) < Percentile(rival.Value, 0.95), $"{rival.Key} is faster.");
            Assert.True(ours.Average(Share) < rival.Value.Average(Share), $"{rival.Key} is refused less.");
        }
    }

    private static List<(GridRow Row, GridRun Run)> Run(Func<ISimulatedPace> pace)
    {
        var results = new ConcurrentBag<(GridRow Row, GridRun Run)>();
        var all = PacingGrid.Rows().SelectMany(row => Enumerable.Range(0, Seeds).Select(seed => (Row: row, Seed: seed)));
        Parallel.ForEach(all, each => results.Add((each.Row, PacingGrid.Run(each.Row, each.Seed, pace))));
        return [.. results];
    }

    private static string Group(GridRow row) => row.Kind switch
    {
        "bucket" => row.IsSmall ? "bucket, burst below a second" : "bucket, burst of a second or more",
        "fixed window" or "sliding window" => row.Seconds > 2 ? $"{row.Kind} of 10 and 60 s" : $"{row.Kind} of 1 and 2 s",
        _ => row.Kind,
    };

    private static double Share((GridRow Row, GridRun Run) result) => result.Run.Run.RefusedShare;

    private static double Percentile(List<(GridRow Row, GridRun Run)> results, double share)
    {
        var sorted = results.Select(result => result.Run.Run.Slowness).Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }

    private void Print(string contender, string what, List<(GridRow Row, GridRun Run)> results) => output.WriteLine(FormattableString.Invariant(
        $"| {contender} | {what} | {Percentile(results, 0.5):F2} | {Percentile(results, 0.95):F2} | {Percentile(results, 1):F2} | {results.Average(Share):P1} | {results.Count(result => result.Run.IsRude) / (double)results.Count:P0} |"));
}
