using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing;

/// <summary>What holds in the pacing algorithm whatever the order of events, with the order in the test's hands.</summary>
public sealed class PaceTests
{
    private readonly Pace pace = new();

    [Fact]
    public void A_late_refusal_of_what_was_sent_before_the_pause_sends_no_second_scout()
    {
        var (end, late) = Pause();
        var scout = Take(end);
        Assert.True(scout.IsScout);

        pace.Refused(end + 0.5, late, retryAfter: 1);

        Assert.False(pace.TryTake(end + 1, out _, out var due));
        Assert.Equal(double.PositiveInfinity, due);
        pace.Accepted(end + 1, scout);
        Assert.False(Take(end + 1).IsScout);
    }

    [Fact]
    public void A_late_refusal_counts_where_the_scout_is_lost()
    {
        var (end, late) = Pause();
        var scout = Take(end);
        pace.Refused(end + 0.5, late, retryAfter: 20);

        pace.Abandoned(end + 1, scout);

        Assert.False(pace.TryTake(end + 1, out _, out var due));
        Assert.Equal(end + 20.5, due, 0.001);
        Assert.True(Take(due).IsScout);
    }

    [Fact]
    public void A_refused_scout_is_followed_by_one_scout()
    {
        var (end, _) = Pause();

        pace.Refused(end + 0.5, Take(end), retryAfter: 10);

        Assert.True(Take(end + 10.5).IsScout);
        Assert.False(pace.TryTake(end + 60, out _, out _));
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("refused")]
    [InlineData("abandoned")]
    public void A_permit_that_is_ended_twice_is_noticed(string end)
    {
        var permit = Take(0);
        pace.Accepted(1, permit);

        var error = Assert.Throws<InvalidOperationException>(() => End(end, permit));

        Assert.Contains("ended twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_permit_that_was_never_given_is_noticed() => Assert.Throws<InvalidOperationException>(() => End("accepted", default));

    [Fact]
    public void Time_that_runs_back_is_noticed()
    {
        var permit = Take(5);
        pace.Pass(6, isWaiting: true);

        Assert.Throws<InvalidOperationException>(() => pace.Pass(5.9, isWaiting: false));
        Assert.Throws<InvalidOperationException>(() => pace.TryTake(4, out _, out _));
        Assert.Throws<InvalidOperationException>(() => pace.Accepted(4, permit));
    }

    private void End(string end, Permit permit)
    {
        if (end == "accepted") pace.Accepted(2, permit);
        else if (end == "refused") pace.Refused(2, permit, 1);
        else pace.Abandoned(2, permit);
    }

    private Permit Take(double now)
    {
        Assert.True(pace.TryTake(now, out var permit, out _));
        return permit;
    }

    /// <summary>Has a refusal pause everybody for ten seconds, while another one is still without an answer.</summary>
    /// <returns>When the pause is over, and the permit without an answer.</returns>
    private (double End, Permit Late) Pause()
    {
        for (var request = 0; request < 100; request++) pace.Accepted(0.1, Take(0));
        var late = Take(0);
        pace.Refused(0.1, Take(0), retryAfter: 10);
        return (10.1, late);
    }
}
