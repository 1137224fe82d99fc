using System.Diagnostics;
using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing;

/// <summary>What is learnt from plain numbers, and that a long history stays small.</summary>
public sealed class LearntLimitTests(ITestOutputHelper output)
{
    private readonly LearntLimit limit = new();

    [Fact]
    public void Refused_from_the_start_nothing_is_learnt()
    {
        Refuse(0.1);
        Resume(1.2, asked: 1);

        Assert.Null(limit.Rate);
        Assert.Equal(1.3, limit.Due(1.3));
    }

    [Fact]
    public void The_first_refusal_begins_a_search_at_the_rate_with_the_pause_in_it()
    {
        for (var time = 0.0; time < 1; time += 0.01) Accept(time);
        Refuse(1);
        Resume(2, asked: 1);

        Assert.Equal(50, limit.Rate!.Value, 2.0);
        limit.Pass(2);
        Assert.InRange(limit.Rate.Value, 90, 110);
    }

    [Fact]
    public void A_window_that_says_when_it_ends_is_kept_after_one_refusal()
    {
        for (var time = 0.0; time < 3; time += 0.01) Accept(time);
        Refuse(3);
        Resume(10.1, asked: 7);

        Assert.InRange(limit.Rate!.Value, 29, 31);
    }

    [Fact]
    public void A_rate_that_is_kept_to_for_long_grows()
    {
        for (var time = 0.0; time < 3; time += 0.01) Accept(time);
        Refuse(3);
        Resume(10.1, asked: 7);
        var learnt = limit.Rate!.Value;

        limit.Pass(20);
        Assert.Equal(learnt, limit.Rate.Value);
        limit.Pass(60);

        Assert.InRange(limit.Rate.Value, 1.05 * learnt, 2 * learnt);
    }

    [Fact]
    public void What_was_forgotten_limits_nobody()
    {
        for (var time = 0.0; time < 1; time += 0.01) Accept(time);
        Refuse(1);
        Resume(2, asked: 1);

        limit.Forget();

        Assert.Null(limit.Rate);
    }

    /// <summary>The history is bounded, so a fit is; how long it takes is printed, and not asserted.</summary>
    [Fact]
    public void A_fit_after_a_million_requests_looks_at_a_bounded_history()
    {
        var random = new Random(1);
        var slowest = TimeSpan.Zero;
        var time = 0.0;
        for (var pause = 0; pause < 40; pause++)
        {
            for (var request = 0; request < 25_000; request++) Accept(time += 0.004 * random.NextDouble());
            Refuse(time);
            var watch = Stopwatch.StartNew();
            Resume(time += 4 + random.NextDouble(), asked: 4);
            if (pause > 3 && watch.Elapsed > slowest) slowest = watch.Elapsed;
        }

        output.WriteLine(FormattableString.Invariant($"slowest fit: {slowest.TotalMilliseconds:F1} ms"));
        Assert.InRange(limit.Moments, 1, 2048);
        Assert.NotNull(limit.Rate);
    }

    private void Accept(double time) => limit.Answered(time + 0.005, time - 0.005, isRefused: false);

    private void Refuse(double time)
    {
        limit.Answered(time + 0.005, time - 0.005, isRefused: true);
        limit.Hit(time + 0.005, time - 0.005);
    }

    private void Resume(double time, double asked)
    {
        Accept(time);
        limit.Resume(time + 0.005, time - 0.005, asked);
    }
}
