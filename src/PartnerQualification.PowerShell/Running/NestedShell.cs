using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Asks the current runspace where no command of ours runs: at import, and while somebody presses Tab.</summary>
internal static class NestedShell
{
    /// <summary>Runs what is added. Where the runspace does not allow it there is nothing: neither an import nor completing may fail because of it.</summary>
    /// <param name="add">Adds what is to be run.</param>
    public static IReadOnlyList<PSObject> Invoke(Action<System.Management.Automation.PowerShell> add)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        add(shell);
        try
        {
            return shell.Invoke();
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            return [];
        }
    }
}
