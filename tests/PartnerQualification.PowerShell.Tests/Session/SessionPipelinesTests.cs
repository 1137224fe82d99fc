namespace PartnerQualification.PowerShell.Tests;

public sealed class SessionPipelinesTests
{
    private readonly SessionPipelines session = new();

    [Fact]
    public void Work_is_done_once_although_it_is_posted_to_every_command()
    {
        using var first = Use();
        using var second = Use();
        var doneBy = new List<CancellableCommand>();

        Assert.True(session.TryRun(doneBy.Add));
        second.Pipeline.RunPosted();
        first.Pipeline.RunPosted();

        Assert.Equal([second], doneBy);
    }

    [Fact]
    public async Task Work_whose_command_ends_first_goes_to_another()
    {
        var ending = Use();
        var answer = session.RunAsync(static _ => 42, CancellationToken.None);
        using var other = Use();

        ending.Dispose();
        other.Pipeline.RunPosted();

        Assert.Equal(42, await answer);
    }

    [Fact]
    public async Task Work_of_a_command_that_was_stopped_goes_to_another()
    {
        var stopped = Use();
        var answer = session.RunAsync(static _ => 42, CancellationToken.None);
        using var other = Use();

        stopped.Interrupt();
        stopped.Pipeline.RunPosted();
        stopped.Dispose();
        other.Pipeline.RunPosted();

        Assert.Equal(42, await answer);
    }

    [Fact]
    public async Task Somebody_who_waits_learns_that_the_last_command_has_ended()
    {
        var command = Use();
        var answer = session.RunAsync(static _ => 42, CancellationToken.None);

        command.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public void Without_a_command_nothing_is_shown()
    {
        using (Use())
        {
        }

        Assert.False(session.TryRun(static _ => { }));
    }

    [Fact]
    public async Task Without_a_command_nobody_waits_for_an_answer() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.RunAsync(static _ => 42, CancellationToken.None));

    [Fact]
    public void What_can_wait_is_done_by_the_next_command()
    {
        var doneBy = new List<CancellableCommand>();
        session.RunAtHome(doneBy.Add);

        using var next = Use();
        next.Pipeline.RunPosted();

        Assert.Equal([next], doneBy);
    }

    [Fact]
    public async Task An_error_of_the_work_reaches_whoever_waits_for_it()
    {
        using var command = Use();
        var answer = session.RunAsync<int>(static _ => throw new InvalidOperationException("no"), CancellationToken.None);

        command.Pipeline.RunPosted();

        await Assert.ThrowsAsync<InvalidOperationException>(() => answer);
    }

    private IdleCommand Use()
    {
        var command = new IdleCommand();
        command.Use(session);
        return command;
    }
}
