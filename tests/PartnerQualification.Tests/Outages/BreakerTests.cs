using PartnerQualification.Client.Outages;

namespace PartnerQualification.Tests.Outages;

public sealed class BreakerTests
{
    private static readonly AttemptFailure Failure = new(IsReached: true, AskedWait: 0, HeldFor: 0);

    private readonly Breaker breaker = new(new OutageLimits());

    [Fact]
    public void Five_rows_in_a_row_begin_an_outage()
    {
        FailRows(4);
        Assert.False(breaker.IsOpen);

        FailRows(5);

        Assert.True(breaker.IsOpen);
    }

    [Fact]
    public void The_same_row_again_and_again_begins_none()
    {
        for (var failure = 0; failure < 20; failure++) Fail(0, "the one");

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Whatever_gets_through_between_them_begins_the_count_anew()
    {
        FailRows(4);
        breaker.GotThrough();
        FailRows(4);

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Failures_with_a_long_silence_between_them_do_not_add_up()
    {
        for (var row = 1; row <= 5; row++) Fail(row * 111, $"row {row}");

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Probes_leave_after_1_2_4_8_and_then_every_15_seconds_and_the_last_one_after_110()
    {
        FailRows(5);

        Assert.Equal([1, 3, 7, 15, 30, 45, 60, 75, 90, 105, 110], FailProbes());
        Assert.Equal(1, breaker.GivenUp);
    }

    [Fact]
    public void Where_no_connection_ever_came_about_30_seconds_are_enough()
    {
        FailRows(5, Failure with { IsReached = false });

        Assert.Equal([1, 3, 7, 15, 30], FailProbes(Failure with { IsReached = false }));
        Assert.True(breaker.IsUnreachable);
    }

    [Fact]
    public void Where_something_got_through_before_a_connection_that_does_not_come_about_is_an_outage_like_any_other()
    {
        breaker.GotThrough();
        FailRows(5, Failure with { IsReached = false });

        Assert.Equal(110, FailProbes(Failure with { IsReached = false })[^1]);
        Assert.False(breaker.IsUnreachable);
    }

    [Fact]
    public void One_connection_among_those_that_do_not_come_about_makes_it_an_outage_like_any_other()
    {
        FailRows(4, Failure with { IsReached = false });
        FailRows(5, Failure);

        Assert.Equal(110, FailProbes(Failure with { IsReached = false })[^1]);
    }

    [Fact]
    public void A_wait_that_the_service_asks_for_is_kept_but_not_beyond_the_last_probe()
    {
        FailRows(5, Failure with { AskedWait = 40 });

        Assert.Equal([40, 80, 110], FailProbes(Failure with { AskedWait = 40 }));
    }

    [Fact]
    public void The_time_in_which_a_probe_was_held_back_does_not_count()
    {
        FailRows(5);
        Assert.True(breaker.TryPass(1, out var probe));

        Assert.False(breaker.Failed(301, probe, "probe", Failure with { HeldFor = 300 }));

        Assert.Equal(410, FailProbes()[^1]);
    }

    [Fact]
    public void Only_one_probe_is_on_its_way_and_whoever_is_given_up_frees_its_place_at_once()
    {
        FailRows(5);
        Assert.True(breaker.TryPass(1, out var probe));
        Assert.False(breaker.TryPass(50, out _));

        breaker.Abandoned(probe);

        Assert.True(breaker.TryPass(50, out _));
    }

    [Fact]
    public void An_outage_is_not_given_up_before_a_probe_that_leaves_late_has_failed()
    {
        FailRows(5);

        Assert.True(breaker.TryPass(500, out var probe));
        Assert.Equal(0, breaker.GivenUp);

        Assert.True(breaker.Failed(500, probe, "late", Failure));
    }

    [Fact]
    public void What_gets_through_ends_it_and_a_probe_that_comes_back_later_is_none_any_more()
    {
        FailRows(5);
        Assert.True(breaker.TryPass(1, out var probe));

        breaker.GotThrough();

        Assert.True(breaker.TryPass(1, out _) && breaker.TryPass(1, out _));
        Assert.False(breaker.Failed(120, probe, "probe", Failure));
        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void Failures_of_what_was_sent_before_an_outage_was_given_up_do_not_count_after_it()
    {
        var sent = Enumerable.Range(0, 5).Select(_ => Take(0)).ToArray();
        FailRows(5);
        FailProbes();

        for (var row = 0; row < 5; row++) breaker.Failed(120, sent[row], $"straggler {row}", Failure);

        Assert.False(breaker.IsOpen);
    }

    [Fact]
    public void A_probe_that_somebody_else_answers_has_not_got_through()
    {
        FailRows(5);
        Assert.True(breaker.TryPass(1, out var probe));

        Assert.False(breaker.SaidNothing(1, probe, heldFor: 0));

        Assert.True(breaker.IsOpen);
        Assert.Equal(3, breaker.ProbeDue);
    }

    private Pass Take(double now)
    {
        Assert.True(breaker.TryPass(now, out var pass));
        return pass;
    }

    private void Fail(double now, string row) => breaker.Failed(now, Take(now), row, Failure);

    private void FailRows(int rows, AttemptFailure? failure = null)
    {
        for (var row = 1; row <= rows; row++) breaker.Failed(0, Take(0), $"row {row}", failure ?? Failure);
    }

    /// <summary>Lets every probe fail until the outage is given up.</summary>
    /// <returns>When they left.</returns>
    private List<double> FailProbes(AttemptFailure? failure = null)
    {
        var left = new List<double>();
        do left.Add(breaker.ProbeDue);
        while (!breaker.Failed(left[^1], Take(left[^1]), $"probe {left.Count}", failure ?? Failure));
        return left;
    }
}
