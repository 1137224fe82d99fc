using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing;

/// <summary>Whose limit a refusal is, with the order of events and the time in the test's hands. A round trip takes a tenth of a second.</summary>
public sealed class OperationPaceTests
{
    private const string Limited = "limited";

    private readonly OperationPace pace = new();
    private int customers;

    [Fact]
    public void Who_gets_through_while_the_limit_is_shut_shows_that_it_is_one_customers()
    {
        var refused = Take(0, Limited);
        var others = TakeOthers(5, at: 0.06);
        pace.Refused(0.1, refused, 10);
        Assert.False(TryTake(0.15, Other()));

        Accept(0.16, others);

        Assert.True(TryTake(0.16, Other()));
        Assert.Equal(0, pace.PausedFor(0.16));
        Assert.Null(pace.PausedUntil(0.16));
        Assert.False(pace.MayGo(10, Limited));
        Assert.True(pace.MayGo(10.11, Limited));
    }

    [Fact]
    public void Fewer_than_five_others_show_nothing()
    {
        var refused = Take(0, Limited);
        var others = TakeOthers(5, at: 0.06);
        pace.Refused(0.1, refused, 10);

        Accept(0.16, others[..4]);

        Assert.False(TryTake(0.2, Other()));
        Assert.Equal(10.1, pace.PausedUntil(0.5)!.Value, 0.001);
    }

    [Fact]
    public void Who_was_sent_at_the_same_time_may_have_come_before_the_limit_was_reached()
    {
        OpenUp();
        var refused = Take(0, Limited);
        var others = TakeOthers(20, at: 0.04);
        pace.Refused(0.1, refused, 10);

        Accept(0.14, others);

        Assert.False(TryTake(0.2, Other()));
    }

    [Fact]
    public void Where_a_third_of_the_others_is_refused_too_everybody_waits()
    {
        OpenUp();
        var refused = Take(0, Limited);
        var others = TakeOthers(9, at: 0.06);
        pace.Refused(0.1, refused, 10);

        foreach (var other in others[..3]) pace.Refused(0.16, other, 10);
        Accept(0.16, others[3..]);

        Assert.False(TryTake(0.2, Other()));
        Assert.Equal(10.16, pace.PausedUntil(0.5)!.Value, 0.001);
    }

    [Fact]
    public void A_wait_of_one_second_may_be_none_and_shows_nothing()
    {
        OpenUp();
        var refused = Take(0, Limited);
        var others = TakeOthers(20, at: 0.06);
        pace.Refused(0.1, refused, 1);

        Accept(0.16, others);

        Assert.False(TryTake(0.2, Other()));
    }

    [Fact]
    public void While_it_is_not_certain_whom_a_pause_is_for_nobody_is_told_that_it_is_too_long()
    {
        var refused = Take(0, Limited);
        TakeOthers(5, at: 0.06);

        pace.Refused(0.1, refused, 3600);

        Assert.Null(pace.PausedUntil(0.1));
        Assert.Equal(0.25, pace.JudgedUntil(0.1), 0.001);
        Assert.Equal(3600.1, pace.PausedUntil(0.26)!.Value, 0.001);
    }

    [Fact]
    public void Refused_twice_in_a_row_with_others_getting_through_in_between_it_waits_by_itself()
    {
        RefuseTwice(retryAfter: null);

        Assert.True(TryTake(2, Other()));
        Assert.Equal(1, pace.PausedFor(2, Limited), 0.001);
        Assert.Equal(0, pace.PausedFor(2));
    }

    [Fact]
    public void One_other_customer_that_gets_through_again_and_again_shows_nothing()
    {
        pace.Refused(0.1, Take(0, Limited), 1);
        for (var time = 1.1; time < 1.8; time += 0.1) pace.Accepted(time + 0.05, Take(time, "another"));

        pace.Refused(2, Take(1.9, Limited), 1);

        Assert.False(TryTake(2.5, Other()));
    }

    [Fact]
    public void A_customer_that_is_refused_again_and_again_waits_for_longer_and_longer()
    {
        RefuseTwice(retryAfter: null);
        var waits = new List<double>();
        var now = 2.0;
        for (var attempt = 0; attempt < 7; attempt++)
        {
            now += pace.PausedFor(now, Limited) + 0.001;
            pace.Refused(now, Take(now, Limited), null);
            waits.Add(Math.Round(pace.PausedFor(now, Limited), 3));
        }

        Assert.Equal([2, 4, 8, 16, 32, 60, 60], waits);
    }

    [Fact]
    public void With_another_customer_refused_in_between_everybody_waits()
    {
        pace.Refused(0.1, Take(0, Limited), null);
        pace.Accepted(1.2, Take(1.1, Other()));
        for (var time = 1.2; time < 1.39; time += 0.01)
        {
            if (pace.TryTake(time, Other(), out var permit, out _)) pace.Accepted(time, permit);
        }

        pace.Refused(1.5, Take(1.4, Other()), null);
        pace.Accepted(2.6, Take(2.5, Other()));

        pace.Refused(3.1, Take(3, Limited), null);

        Assert.False(TryTake(3.2, Other()));
    }

    [Fact]
    public void A_customers_refusals_teach_the_pace_nothing()
    {
        RefuseTwice(retryAfter: 2);
        for (var time = 4.1; time < 600; time += pace.PausedFor(time, Limited) + 0.1)
        {
            pace.Refused(time, Take(time, Limited), 2);
            for (var other = 0; other < 100; other++) Accept(time, TakeOthers(1, time));
        }

        Assert.InRange(pace.ThrottledAnswers, 10, 20);
        Assert.Null(pace.Rate);
    }

    [Fact]
    public void After_its_own_wait_one_of_a_customers_requests_goes_ahead()
    {
        RefuseTwice(retryAfter: 5);
        var first = Take(7.1, Limited);
        Assert.False(pace.MayGo(7.1, Limited));

        pace.Accepted(7.2, first);
        var second = Take(7.2, Limited);
        Assert.False(pace.MayGo(7.2, Limited));
        pace.Accepted(7.3, second);

        Take(7.3, Limited);
        Assert.True(pace.MayGo(7.3, Limited));
    }

    [Fact]
    public void A_customers_request_that_is_lost_lets_the_next_one_go()
    {
        RefuseTwice(retryAfter: 5);

        pace.Abandoned(7.2, Take(7.1, Limited));

        Assert.True(pace.MayGo(7.2, Limited));
    }

    [Fact]
    public void Where_two_customers_were_limited_by_themselves_the_next_one_holds_up_nobody()
    {
        ShowTwo();

        pace.Refused(10.1, Take(10, Limited), 10);

        Assert.True(TryTake(10.1, Other()));
        Assert.Equal(10, pace.PausedFor(10.1, Limited), 0.001);
    }

    [Fact]
    public void Three_in_a_row_are_everybodys_all_the_same()
    {
        ShowTwo();
        var refused = TakeOthers(3, at: 10);

        pace.Refused(10.1, refused[0], 10);
        pace.Refused(10.1, refused[1], 10);
        Assert.Equal(0, pace.PausedFor(10.1));
        pace.Refused(10.1, refused[2], 10);

        Assert.False(TryTake(10.2, Other()));
        Assert.Equal(10, pace.PausedFor(10.1), 0.001);
    }

    [Fact]
    public void Requests_that_name_no_customer_all_wait_together()
    {
        OpenUp();
        var refused = Take(0, null);
        var others = TakeOthers(20, at: 0.06);
        pace.Refused(0.1, refused, 10);

        Accept(0.16, others);

        Assert.False(TryTake(0.2, null));
        Assert.Equal(10.1, pace.PausedUntil(0.5)!.Value, 0.001);
    }

    [Fact]
    public void Ahead_of_everybody_goes_rather_another_customer_than_the_one_refused_last()
    {
        Assert.False(pace.ShouldFollow(Limited));

        pace.Refused(0.1, Take(0, Limited), null);

        Assert.True(pace.ShouldFollow(Limited));
        Assert.False(pace.ShouldFollow(Other()));
        pace.Accepted(1.2, Take(1.1, Other()));
        Assert.False(pace.ShouldFollow(Limited));
    }

    /// <summary>Has a customer refused, others getting through, and the same customer refused at 2 s.</summary>
    private void RefuseTwice(double? retryAfter)
    {
        pace.Refused(0.1, Take(0, Limited), 1);
        pace.Accepted(1.2, Take(1.1, Other()));
        for (var time = 1.2; time < 1.9; time += 0.05)
        {
            if (pace.TryTake(time, Other(), out var permit, out _)) pace.Accepted(time, permit);
        }

        pace.Refused(2, Take(1.9, Limited), retryAfter);
    }

    /// <summary>Shows that two customers are limited by themselves, in the first two seconds.</summary>
    private void ShowTwo()
    {
        for (var time = 0; time < 2; time++)
        {
            var refused = Take(time, Other());
            var others = TakeOthers(5, time + 0.06);
            pace.Refused(time + 0.1, refused, 10);
            Accept(time + 0.16, others);
        }
    }

    /// <summary>Has many answers come, so that many may be under way.</summary>
    private void OpenUp()
    {
        for (var request = 0; request < 100; request++) pace.Accepted(0, Take(0, null));
    }

    private string Other() => $"customer {++customers}";

    private bool TryTake(double now, string? customer) => pace.MayGo(now, customer) && pace.TryTake(now, customer, out _, out _);

    private Permit Take(double now, string? customer)
    {
        Assert.True(pace.MayGo(now, customer));
        Assert.True(pace.TryTake(now, customer, out var permit, out _));
        return permit;
    }

    private Permit[] TakeOthers(int count, double at) => [.. Enumerable.Range(0, count).Select(_ => Take(at, Other()))];

    private void Accept(double now, Permit[] permits)
    {
        foreach (var permit in permits) pace.Accepted(now, permit);
    }
}
