using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PartnerQualification.HostedEngine;

/// <summary>
/// A real PowerShell engine in this process: one runspace with the modules it was given, on a thread of its own.
/// The command assemblies of PowerShell are not there: no Select-Object, no Format-Table, no Import-Csv.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly Runspace runspace;

    private Engine(Runspace runspace, EngineHost host)
    {
        this.runspace = runspace;
        Host = host;
    }

    /// <summary>What it shows and asks.</summary>
    public EngineHost Host { get; }

    /// <summary>Opens one.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="InvalidOperationException">A module could not be imported.</exception>
    public static Engine Open(EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.ReuseThread;
        state.ImportPSModule([.. options.Modules]);
        state.ThrowOnRunspaceOpenError = true;
        // Windows' default execution policy lets a host load neither scripts nor formats. Other systems have no such policy.
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        var host = new EngineHost(options);
        var opened = RunspaceFactory.CreateRunspace(host, state);
        try
        {
            opened.Open();
            return new Engine(opened, host);
        }
        catch
        {
            // Otherwise its thread keeps the process from ending.
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">What <c>$args</c> or its parameters are.</param>
    public ScriptRun Run(string script, params object?[] arguments)
    {
        using var running = Start(script, arguments);
        return running.Wait();
    }

    /// <summary>Starts a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">What <c>$args</c> or its parameters are.</param>
    public RunningScript Start(string script, params object?[] arguments) => new(Shell(script, arguments), Host);

    /// <summary>Runs a script to its end as at a prompt: everything it writes, errors included, is shown by Out-Default.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">What <c>$args</c> or its parameters are.</param>
    public ScriptRun Show(string script, params object?[] arguments)
    {
        var shell = Shell(script, arguments);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        using var running = new RunningScript(shell, Host);
        var run = running.Wait();
        if (run.TerminatingError is not { } error) return run;
        ShowError(error);
        return run with { Shown = Host.Window.Shown };
    }

    /// <summary>The completions of a command line, with the cursor at its end.</summary>
    /// <param name="line">The command line.</param>
    public IReadOnlyList<CompletionResult> Complete(string line)
    {
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        return CommandCompletion.CompleteInput(line, line.Length, options: null, shell).CompletionMatches;
    }

    /// <inheritdoc/>
    public void Dispose() => runspace.Dispose();

    private System.Management.Automation.PowerShell Shell(string script, object?[] arguments)
    {
        Host.Window.Begin();
        var shell = System.Management.Automation.PowerShell.Create(runspace).AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        return shell;
    }

    /// <summary>Shows the error that ended a script, as the console does: marked, so that it is formatted as an error.</summary>
    private void ShowError(ErrorRecord error)
    {
        var marked = PSObject.AsPSObject(error);
        if (marked.Properties["writeErrorStream"] is null) marked.Properties.Add(new PSNoteProperty("writeErrorStream", value: true));
        using var shell = System.Management.Automation.PowerShell.Create(runspace).AddCommand("Out-Default");
        shell.AddParameter("InputObject", marked);
        shell.Invoke();
    }
}
