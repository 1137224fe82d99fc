using System.Management.Automation;

namespace PartnerQualification.PowerShell.Tests;

public sealed class PipelineThreadTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stop = new();
    private readonly PipelineThread pipeline;

    public PipelineThreadTests() => pipeline = new PipelineThread(stop.Token);

    [Fact]
    public void Work_of_another_thread_is_done_on_the_thread_that_waits()
    {
        var doneOn = 0;
        var poster = new Thread(() => pipeline.Post(() => doneOn = Environment.CurrentManagedThreadId));
        poster.Start();

        pipeline.WaitUntil(() => doneOn != 0);

        Assert.Equal(Environment.CurrentManagedThreadId, doneOn);
    }

    [Fact]
    public void What_comes_true_between_the_look_and_the_wait_ends_the_wait()
    {
        var looks = 0;

        // The first look says no; before the wait begins it comes true, and the waiting thread is woken.
        pipeline.WaitUntil(() =>
        {
            if (looks++ > 0) return true;
            pipeline.Wake();
            return false;
        });

        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task A_stop_ends_a_wait()
    {
        using var isWaiting = new ManualResetEventSlim();
        var wait = Task.Run(
            () => pipeline.WaitUntil(() =>
            {
                isWaiting.Set();
                return false;
            }),
            TestContext.Current.CancellationToken);
        isWaiting.Wait(Limit, TestContext.Current.CancellationToken);

        await stop.CancelAsync();

        await Assert.ThrowsAsync<PipelineStoppedException>(() => wait.WaitAsync(Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void After_a_stop_nothing_posted_is_done()
    {
        var isDone = false;
        pipeline.Post(() => isDone = true);
        stop.Cancel();

        pipeline.RunPosted();
        Assert.Throws<PipelineStoppedException>(() => pipeline.WaitUntil(() => true));

        Assert.False(isDone);
    }

    [Fact]
    public void What_was_posted_and_not_done_is_abandoned_at_the_end()
    {
        var ends = new List<string>();
        pipeline.Post(() => ends.Add("done"), () => ends.Add("abandoned"));

        pipeline.Dispose();

        Assert.Equal(["abandoned"], ends);
    }

    [Fact]
    public void What_is_posted_after_the_end_is_abandoned_at_once()
    {
        var ends = new List<string>();
        pipeline.Dispose();

        pipeline.Post(() => ends.Add("done"), () => ends.Add("abandoned"));
        pipeline.Wake();

        Assert.Equal(["abandoned"], ends);
    }

    [Fact]
    public void A_wait_for_a_task_ends_with_it_however_it_ends()
    {
        var work = new TaskCompletionSource();
        pipeline.Post(() => work.SetException(new InvalidOperationException("no")));

        pipeline.WaitFor(work.Task);

        Assert.True(work.Task.IsFaulted);
    }

    public void Dispose()
    {
        pipeline.Dispose();
        stop.Dispose();
    }
}
