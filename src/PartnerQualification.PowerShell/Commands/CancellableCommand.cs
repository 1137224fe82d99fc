using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PartnerQualification.PowerShell;

/// <summary>A command that can be stopped at any moment: one token ends everything it awaits. While it waits, others may have work done on its pipeline thread.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CancellableCommand : PSCmdlet, IDisposable
{
    private static readonly string[] HostTag = ["PSHOST"];

    private readonly CancellationTokenSource stopping = new();
    private bool isDisposed;

    private protected CancellableCommand() => Pipeline = new PipelineThread(stopping.Token);

    /// <summary>Brings work of other threads to this command's pipeline thread.</summary>
    internal PipelineThread Pipeline { get; }

    /// <summary>The command's one stop signal.</summary>
    private protected CancellationToken StopToken => stopping.Token;

    /// <summary>Ends the command: PowerShell calls this always, and on an interruption it may call nothing else.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Shows a sentence as Write-Host does: in the console whatever the preferences, and redirected as information.</summary>
    internal void ShowOnHost(string text) => WriteInformation(new HostInformationMessage { Message = text }, HostTag);

    /// <summary>Warns of something that must not end the command: with -Debug, a host that cannot ask refuses warnings.</summary>
    internal void Warn(string plain)
    {
        var text = AsTyped(plain);
        try
        {
            WriteWarning(text);
        }
        catch (Exception error) when (error is HostException or PSInvalidOperationException)
        {
            Host.UI.WriteWarningLine(text);
        }
    }

    /// <summary>Stops everything under way. Called by PowerShell on another thread.</summary>
    protected sealed override void StopProcessing() => Stop();

    /// <summary>
    /// Ends the command, in this order: the stop signal, so that nothing more is sent and every wait ends; what derived commands keep of
    /// their requests; the session, so that it posts no more work here; the queue, whose work goes back to the session's other commands.
    /// </summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (isDisposed) return;
        isDisposed = true;
        Stop();
        KeepUnshown();
        LeaveSession();
        Pipeline.Dispose();
        stopping.Dispose();
    }

    /// <summary>Gives the stop signal.</summary>
    private protected void Stop()
    {
        try
        {
            stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // PowerShell stops a command that has just ended.
        }
    }

    /// <summary>Keeps what had left and nobody was shown. After the stop signal.</summary>
    private protected virtual void KeepUnshown()
    {
    }

    /// <summary>Tells the session that this command no longer uses it.</summary>
    private protected virtual void LeaveSession()
    {
    }

    /// <summary>Waits for something on the pipeline thread. Its own error becomes a terminating one.</summary>
    private protected T Await<T>(Task<T> task, Action? tick = null)
    {
        Pipeline.WaitFor(task, tick);
        Pipeline.RunPosted();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    private protected void Report(PartnerCenterException error) => WriteError(RecordOf(error));

    /// <summary>What the module was imported with before its nouns; empty where that is nothing.</summary>
    private protected string Prefix => CommandNames.PrefixOf(this, MyInvocation?.MyCommand?.Name);

    /// <summary>A text that names our commands as they are typed in this session.</summary>
    private protected string AsTyped(string text) => CommandNames.Translate(text, Prefix);

    /// <summary>The company that an error is about, so that its message names it; nothing where nobody knows it.</summary>
    private protected virtual string? CompanyOf(PartnerCenterException error) => null;

    /// <summary>Ends the command with an error.</summary>
    /// <returns>Never; it is there to be thrown, so that the compiler knows.</returns>
    private protected virtual PartnerCenterException Terminate(PartnerCenterException error)
    {
        ThrowTerminatingError(RecordOf(error));
        return error;
    }

    private ErrorRecord RecordOf(PartnerCenterException error) => CommandNames.Translate(ErrorRecords.Of(error, CompanyOf(error)), Prefix);
}
