using System.Collections.Concurrent;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Brings work of other threads to the pipeline thread of a command: only there may a cmdlet write and run script blocks.
/// The work is done whenever the command waits, or takes a record.
/// </summary>
internal sealed class PipelineThread : IDisposable
{
    private const int TickMilliseconds = 250;

    private readonly BlockingCollection<(Action Run, Action? Abandon)> posted = [];
    private readonly CancellationToken stopToken;
    private readonly Action wake;
    private bool isClosed;

    /// <summary>Creates the queue of a command.</summary>
    /// <param name="stopToken">The command's stop signal: it ends every wait, and nothing that is posted is done any more.</param>
    public PipelineThread(CancellationToken stopToken)
    {
        this.stopToken = stopToken;
        wake = Wake;
    }

    /// <summary>Has something done on the pipeline thread.</summary>
    /// <param name="run">What to do.</param>
    /// <param name="abandon">What to do instead, on any thread, where the command ends first.</param>
    public void Post(Action run, Action? abandon = null)
    {
        try
        {
            posted.Add((run, abandon));
        }
        catch (InvalidOperationException)
        {
            // The queue is closed: the command has ended.
            abandon?.Invoke();
        }
    }

    /// <summary>Has a waiting command look again at what it waits for.</summary>
    public void Wake() => Post(static () => { });

    /// <summary>Does what was posted. Only on the pipeline thread.</summary>
    public void RunPosted()
    {
        while (!stopToken.IsCancellationRequested && posted.TryTake(out var work)) work.Run();
    }

    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public void ThrowIfStopped()
    {
        if (stopToken.IsCancellationRequested) throw new PipelineStoppedException();
    }

    /// <summary>Waits, and does meanwhile what is posted. Only on the pipeline thread.</summary>
    /// <param name="isDone">What is waited for; whoever makes it true calls <see cref="Wake"/> afterwards.</param>
    /// <param name="tick">Called now and then while waiting; nothing where nobody wants it.</param>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public void WaitUntil(Func<bool> isDone, Action? tick = null)
    {
        while (true)
        {
            RunPosted();
            ThrowIfStopped();
            if (isDone()) return;
            RunNext(tick is null ? Timeout.Infinite : TickMilliseconds);
            tick?.Invoke();
        }
    }

    /// <summary>Waits for a task, however it ends, and does meanwhile what is posted. Only on the pipeline thread.</summary>
    /// <param name="task">The task.</param>
    /// <param name="tick">Called now and then while waiting; nothing where nobody wants it.</param>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public void WaitFor(Task task, Action? tick = null)
    {
        if (!task.IsCompleted) task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(wake);
        WaitUntil(() => task.IsCompleted, tick);
    }

    /// <summary>Closes the queue and abandons what is in it. Only on the pipeline thread.</summary>
    public void Dispose()
    {
        if (isClosed) return;
        isClosed = true;

        // Waits for whoever is just posting, and refuses everybody after that: nothing can be left in the queue unseen.
        posted.CompleteAdding();
        while (posted.TryTake(out var work)) work.Abandon?.Invoke();
        posted.Dispose();
    }

    private void RunNext(int milliseconds)
    {
        (Action Run, Action? Abandon) work;
        try
        {
            if (!posted.TryTake(out work, milliseconds, stopToken)) return;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        work.Run();
    }
}
