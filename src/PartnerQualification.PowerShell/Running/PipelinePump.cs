using System.Collections.Concurrent;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Lets the background speak on the pipeline thread. A cmdlet may write, and run script blocks, on that thread only:
/// others post what is to be done there, and it is done whenever the cmdlet waits or takes a record.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    private const int TickMilliseconds = 250;

    private readonly ConcurrentQueue<(Action Run, Action? Abandon)> posted = new();
    private readonly AutoResetEvent wake = new(initialState: false);
    private int waiting;
    private volatile bool stopped;
    private volatile bool closed;

    /// <summary>Has something done on the pipeline thread.</summary>
    /// <param name="run">What to do.</param>
    /// <param name="abandon">What to do instead, on any thread, where the cmdlet ends first.</param>
    public void Post(Action run, Action? abandon = null)
    {
        posted.Enqueue((run, abandon));
        Signal();
        if (closed) AbandonPosted();
    }

    /// <summary>Has a waiting cmdlet look again at what it waits for.</summary>
    public void Signal()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref waiting) == 0) return;
        try
        {
            wake.Set();
        }
        catch (ObjectDisposedException)
        {
            // The cmdlet has ended, and nobody waits.
        }
    }

    /// <summary>Ends every wait, now and later.</summary>
    public void Stop()
    {
        stopped = true;
        Signal();
    }

    /// <summary>Does what was posted. Only on the pipeline thread.</summary>
    public void RunPosted()
    {
        while (!stopped && posted.TryDequeue(out var item)) item.Run();
    }

    /// <summary>Waits, and does meanwhile what is posted. Only on the pipeline thread.</summary>
    /// <param name="isDone">What is waited for; whoever makes it true calls <see cref="Signal"/>.</param>
    /// <param name="tick">Called now and then while waiting; nothing where nobody wants it.</param>
    /// <exception cref="PipelineStoppedException">The cmdlet was stopped.</exception>
    public void WaitUntil(Func<bool> isDone, Action? tick = null)
    {
        while (true)
        {
            RunPosted();
            if (stopped) throw new PipelineStoppedException();
            if (isDone()) return;
            Sleep(isDone, tick is null ? Timeout.Infinite : TickMilliseconds);
            tick?.Invoke();
        }
    }

    /// <summary>Waits for a task, however it ends, and does meanwhile what is posted. Only on the pipeline thread.</summary>
    /// <param name="task">The task.</param>
    /// <param name="tick">Called now and then while waiting; nothing where nobody wants it.</param>
    /// <exception cref="PipelineStoppedException">The cmdlet was stopped.</exception>
    public void WaitFor(Task task, Action? tick = null)
    {
        if (!task.IsCompleted) task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Signal);
        WaitUntil(() => task.IsCompleted, tick);
    }

    /// <summary>Ends the pump: what is still posted is abandoned.</summary>
    public void Dispose()
    {
        Stop();
        closed = true;
        AbandonPosted();
        wake.Dispose();
    }

    private void Sleep(Func<bool> isDone, int milliseconds)
    {
        Interlocked.Exchange(ref waiting, 1);
        if (posted.IsEmpty && !stopped && !isDone()) wake.WaitOne(milliseconds);
        Volatile.Write(ref waiting, 0);
    }

    private void AbandonPosted()
    {
        while (posted.TryDequeue(out var item)) item.Abandon?.Invoke();
    }
}
