using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>A warning at import, where no command of ours runs that could write one.</summary>
internal static class ImportWarning
{
    /// <summary>Writes it in the current runspace. Where that cannot warn, nothing happens.</summary>
    public static void Write(string text)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Write-Warning").AddParameter("Message", text).AddParameter("WarningAction", ActionPreference.Continue);
        try
        {
            shell.Invoke();
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            // A runspace that cannot warn goes on without: an import must not fail because of it, and from the handler of an exception another one would end the process.
        }
    }
}
