using System.Management.Automation;

namespace PartnerQualification.PowerShell.Tests;

public sealed class RowRunnerTests : IDisposable
{
    private readonly RowSource source = new();

    [Fact]
    public void Rows_that_end_in_another_order_are_written_in_the_order_they_came()
    {
        var (first, second) = (source.Add("1"), source.Add("2"));
        second.End();
        source.Rows.WriteDue();
        Assert.Empty(source.Written);

        first.End();
        source.Rows.Finish();

        Assert.Equal(["1", "2"], source.Written);
        Assert.Empty(source.Unwritten);
    }

    [Fact]
    public void A_row_without_room_waits_for_one_to_be_written()
    {
        using var two = new RowSource(atOnce: 2, held: 2);
        var first = two.Add("1");
        two.Add("2");
        two.Pipeline.Post(first.End);

        two.Add("3");

        Assert.Equal(["1"], two.Written);
        Assert.Equal(["2", "3"], two.Unwritten);
    }

    [Fact]
    public void No_more_rows_run_at_once_than_allowed_although_more_may_be_held()
    {
        using var two = new RowSource(atOnce: 2, held: 8);
        two.Add("1");
        var second = two.Add("2");
        two.Pipeline.Post(second.End);

        two.Add("3");

        Assert.Equal(["1", "2", "3"], two.Unwritten);
    }

    [Fact]
    public void A_row_that_is_stopped_while_it_is_written_is_still_held()
    {
        source.Writing = static _ => throw new PipelineStoppedException();
        var first = source.Add("1");
        source.Add("2");
        first.End();

        Assert.Throws<PipelineStoppedException>(source.Rows.Finish);

        Assert.Equal(["1", "2"], source.Unwritten);
    }

    [Fact]
    public void A_stop_while_room_is_made_keeps_every_row()
    {
        using var one = new RowSource(atOnce: 1, held: 1);
        one.Add("1");
        one.Stop();

        Assert.Throws<PipelineStoppedException>(() => one.Add("2"));

        Assert.Equal(["1"], one.Unwritten);
    }

    [Fact]
    public void A_row_whose_work_a_stop_has_ended_is_still_held()
    {
        source.Add("1");
        source.Stop();

        Assert.Throws<PipelineStoppedException>(source.Rows.WriteDue);

        Assert.Equal(["1"], source.Unwritten);
    }

    [Fact]
    public void A_row_that_was_shown_as_the_error_that_ended_the_command_is_not_kept()
    {
        source.Writing = static row =>
        {
            row.IsShown = true;
            throw new ActionPreferenceStopException();
        };
        source.Add("1").Fail(new PartnerCenterException("It failed."));

        Assert.Throws<ActionPreferenceStopException>(source.Rows.Finish);

        Assert.Empty(source.Unwritten);
    }

    [Fact]
    public void What_was_said_of_a_row_on_its_way_comes_before_its_outcome()
    {
        var said = new List<string>();
        source.Writing = row => said.Add($"outcome of {row.CustomerId}");
        var first = source.Add("1");
        source.Pipeline.Post(() => said.Add("on its way"));
        first.End();

        source.Rows.WriteDue();

        Assert.Equal(["on its way", "outcome of 1"], said);
    }

    public void Dispose() => source.Dispose();
}
