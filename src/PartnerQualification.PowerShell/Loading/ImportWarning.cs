using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>A warning at import, where no command of ours runs that could write one.</summary>
internal static class ImportWarning
{
    /// <summary>Writes it in the current runspace. Where that cannot warn, nothing happens: from the handler of an exception another one would end the process.</summary>
    public static void Write(string text) =>
        NestedShell.Invoke(shell => shell.AddCommand("Write-Warning").AddParameter("Message", text).AddParameter("WarningAction", ActionPreference.Continue));
}
