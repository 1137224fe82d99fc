using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PartnerQualification.PowerShell;

/// <summary>A command that can be stopped at any moment: one token ends everything it awaits, and it waits on its pipeline thread, speaking for the background meanwhile.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CancellableCommand : PSCmdlet, IDisposable
{
    private static readonly string[] HostTag = ["PSHOST"];

    private readonly CancellationTokenSource stopping = new();
    private bool isDisposed;

    private protected CancellableCommand()
    {
    }

    private protected PipelinePump Pump { get; } = new();

    /// <summary>What a session may do with this command.</summary>
    private protected PipelineVoice Voice => new(Pump, Warn, TellHost, InvokeCommand);

    private protected CancellationToken StopToken => stopping.Token;

    /// <summary>Ends the command: PowerShell calls this always, and on an interruption it may call nothing else.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops everything under way. Called by PowerShell on another thread.</summary>
    protected sealed override void StopProcessing() => Abandon();

    /// <summary>Ends the command.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (isDisposed) return;
        isDisposed = true;
        Abandon();
        Pump.Dispose();
        stopping.Dispose();
    }

    /// <summary>Sends nothing more from now on, and ends every wait.</summary>
    private protected void Abandon()
    {
        Pump.Stop();
        if (!stopping.IsCancellationRequested) stopping.Cancel();
    }

    /// <summary>Waits for something on the pipeline thread. Its own error becomes a terminating one.</summary>
    private protected T Await<T>(Task<T> task, Action? tick = null)
    {
        Pump.WaitFor(task, tick);
        Pump.RunPosted();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    private protected void Report(PartnerCenterException error) => WriteError(ErrorRecords.Of(error));

    /// <summary>Ends the command with an error.</summary>
    /// <returns>Never; it is there to be thrown, so that the compiler knows.</returns>
    private protected virtual PartnerCenterException Terminate(PartnerCenterException error)
    {
        ThrowTerminatingError(ErrorRecords.Of(error));
        return error;
    }

    /// <summary>Shows a sentence as Write-Host does: in the console whatever the preferences, and redirected as information.</summary>
    private void TellHost(string text) => WriteInformation(new HostInformationMessage { Message = text }, HostTag);

    /// <summary>Warns of something that must not end the command: with -Debug, a host that cannot ask refuses warnings.</summary>
    private void Warn(string text)
    {
        try
        {
            WriteWarning(text);
        }
        catch (Exception error) when (error is HostException or PSInvalidOperationException)
        {
            Host.UI.WriteWarningLine(text);
        }
    }
}
