using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing;

/// <summary>Limiters are found from plain numbers: what arrived when, and what was refused.</summary>
public sealed class LimiterFitTests
{
    private const double Trip = 0.01;
    private readonly ArrivalHistory history = new();
    private readonly List<double> refusals = [];

    [Fact]
    public void Bucket_that_was_emptied_twice_is_found_with_its_rate_and_burst()
    {
        var limiter = new TokenBucket(50, 5, countsRefused: false);
        Drive(limiter, from: 0, rate: 1000, until: 2);
        Drive(limiter, from: refusals[0] + 1, rate: 55, until: 30);

        var fit = LimiterFit.Bucket(history, refusals.ToArray(), pause: 1, fastest: 1000, Trip)!;

        Assert.InRange(fit.Best, 44, 54);
        Assert.InRange(fit.Burst, 4, 7);
        Assert.True(fit.Low <= 51 && fit.High >= 49, $"{fit} leaves the true rate out.");
    }

    [Fact]
    public void Window_that_was_filled_twice_is_found_with_its_length_and_quota()
    {
        var limiter = new SlidingWindow(100, 1, countsRefused: false);
        Drive(limiter, from: 0, rate: 400, until: 2);
        Drive(limiter, from: refusals[0] + 1, rate: 300, until: 30);

        var fit = LimiterFit.Window(history, refusals.ToArray(), asked: 1, askedMost: 1, pause: 1, speed: 300, Trip)!;

        Assert.Equal(1, fit.Length);
        Assert.InRange(fit.Quota, 98, 100);
    }

    [Fact]
    public void Bucket_is_not_taken_for_a_window()
    {
        var limiter = new TokenBucket(50, 5, countsRefused: false);
        Drive(limiter, from: 0, rate: 1000, until: 2);
        Drive(limiter, from: refusals[0] + 1, rate: 55, until: 30);

        Assert.Null(LimiterFit.Window(history, refusals.ToArray(), asked: 1, askedMost: 1, pause: 1, speed: 55, Trip));
    }

    /// <summary>Sends evenly until a refusal.</summary>
    private void Drive(ILimiter limiter, double from, double rate, double until)
    {
        for (var time = from; time < until; time += 1 / rate)
        {
            var isRefused = limiter.Refuse(time) is not null;
            history.Add(time, isRefused);
            if (!isRefused) continue;
            refusals.Add(time);
            return;
        }
    }
}
