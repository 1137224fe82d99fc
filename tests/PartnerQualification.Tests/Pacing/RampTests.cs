using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing;

/// <summary>How many may be under way, with plain numbers.</summary>
public sealed class RampTests
{
    private readonly Pace pace = new();

    [Fact]
    public void Eight_may_be_under_way_at_the_beginning() => Assert.Equal(8, TakeAll(0).Count);

    [Fact]
    public void Each_answer_lets_one_more_go()
    {
        var first = TakeAll(0);

        pace.Accepted(0.1, first[0]);

        // One for the one that ended, and one more.
        Assert.Equal(2, TakeAll(0.1).Count);
    }

    [Fact]
    public void What_was_lost_lets_one_more_go_as_well()
    {
        var first = TakeAll(0);

        pace.Abandoned(0.1, first[0]);

        Assert.Equal(2, TakeAll(0.1).Count);
    }

    [Fact]
    public void Where_nothing_answers_for_a_second_all_may_go()
    {
        TakeAll(0);
        Assert.False(pace.TryTake(0.9, out _, out var due));

        Assert.Equal(1, due);
        Assert.Equal(1000, TakeAll(1, most: 1000).Count);
    }

    [Fact]
    public void A_service_that_is_slow_has_two_round_trips_to_answer()
    {
        var first = TakeAll(0);
        pace.Accepted(0.9, first[0]);
        TakeAll(0.9);

        Assert.False(pace.TryTake(2.6, out _, out var due));

        Assert.Equal(2.7, due, 0.001);
    }

    [Fact]
    public void After_a_refusal_it_begins_anew_and_further_refusals_change_nothing()
    {
        var ramp = new Ramp();
        for (var answer = 0; answer < 100; answer++) ramp.Answered(0.1, sentAt: 0);
        Assert.Equal(0.1, ramp.Due(0.1, underWay: 107));

        ramp.Refused(0.2, sentAt: 0.1, isFirst: true);
        ramp.Answered(0.2, sentAt: 0.1);
        ramp.Refused(0.2, sentAt: 0.1, isFirst: false);

        Assert.Equal(0.2, ramp.Due(0.2, underWay: 8));
        Assert.Equal(1.2, ramp.Due(0.2, underWay: 9), 0.001);
    }

    [Fact]
    public void A_refusal_that_is_taken_back_costs_nothing()
    {
        var ramp = new Ramp();
        for (var answer = 0; answer < 100; answer++) ramp.Answered(0.1, sentAt: 0);
        ramp.Refused(0.2, sentAt: 0.1, isFirst: true);

        ramp.TakeBack();

        Assert.Equal(0.2, ramp.Due(0.2, underWay: 107));
    }

    private List<Permit> TakeAll(double now, int most = 100)
    {
        var permits = new List<Permit>();
        while (permits.Count < most && pace.TryTake(now, out var permit, out _)) permits.Add(permit);
        return permits;
    }
}
