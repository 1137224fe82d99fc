using System.Management.Automation;

namespace PartnerQualification.HostedEngine;

/// <summary>A script that is under way on its engine's thread. It can be looked at, and stopped, at any moment.</summary>
public sealed class RunningScript : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly System.Management.Automation.PowerShell shell;
    private readonly EngineHost host;
    private readonly IAsyncResult run;
    private readonly AutoResetEvent written = new(initialState: false);

    internal RunningScript(System.Management.Automation.PowerShell shell, EngineHost host)
    {
        this.shell = shell;
        this.host = host;
        Output.DataAdded += OnWritten;
        Streams.Error.DataAdded += OnWritten;
        Streams.Verbose.DataAdded += OnWritten;
        Streams.Progress.DataAdded += OnWritten;
        var nothing = new PSDataCollection<PSObject>();
        nothing.Complete();
        run = shell.BeginInvoke(nothing, Output);
    }

    /// <summary>What it has written so far.</summary>
    public PSDataCollection<PSObject> Output { get; } = [];

    /// <summary>What it has written to its other streams so far.</summary>
    public PSDataStreams Streams => shell.Streams;

    /// <summary>Whether it has ended.</summary>
    public bool IsCompleted => run.IsCompleted;

    /// <summary>Asks it to stop, as Ctrl+C does, and comes back at once; <see cref="Wait"/> tells how it ended.</summary>
    public void BeginStop() => shell.BeginStop(callback: null, state: null);

    /// <summary>Stops it, as Ctrl+C does, and waits until it has ended.</summary>
    public ScriptRun Stop()
    {
        BeginStop();
        return Wait();
    }

    /// <summary>Waits for something that the script writes: output, an error, a verbose message or progress. Its end is enough too.</summary>
    /// <param name="condition">What is waited for. It is evaluated whenever something was written.</param>
    /// <exception cref="TimeoutException">Nothing more was written, and the condition is not met.</exception>
    public void Until(Func<bool> condition)
    {
        while (!condition() && !IsCompleted)
        {
            if (WaitHandle.WaitAny([written, run.AsyncWaitHandle], Limit) == WaitHandle.WaitTimeout) throw new TimeoutException($"The script has not written what was waited for, and nothing at all for {Limit}. {host.Window.Shown}");
        }
    }

    /// <summary>Waits until it has ended.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public ScriptRun Wait()
    {
        if (!run.AsyncWaitHandle.WaitOne(Limit))
        {
            BeginStop();
            throw new TimeoutException($"The script did not end within {Limit}. {host.Window.Shown}");
        }

        return Collect(End());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!IsCompleted) BeginStop();
        shell.Dispose();
        Output.Dispose();
        written.Dispose();
    }

    private void OnWritten(object? sender, DataAddedEventArgs added) => written.Set();

    private Exception? End()
    {
        try
        {
            shell.EndInvoke(run);
            return null;
        }
        catch (Exception error) when (error is RuntimeException)
        {
            return error;
        }
    }

    private ScriptRun Collect(Exception? end)
    {
        var isStopped = end is PipelineStoppedException;
        var terminating = isStopped ? null : (end as RuntimeException)?.ErrorRecord;
        return new ScriptRun
        {
            Output = [.. Output],
            Errors = terminating is null ? [.. shell.Streams.Error] : [.. shell.Streams.Error, terminating],
            TerminatingError = terminating,
            IsStopped = isStopped,
            Warnings = [.. shell.Streams.Warning.Select(record => record.Message)],
            Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)],
            Debug = [.. shell.Streams.Debug.Select(record => record.Message)],
            Information = [.. shell.Streams.Information],
            Progress = [.. shell.Streams.Progress],
            Questions = host.Window.Questions,
            Shown = host.Window.Shown,
        };
    }
}
