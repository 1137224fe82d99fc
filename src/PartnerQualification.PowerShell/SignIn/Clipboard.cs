using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PartnerQualification.PowerShell;

/// <summary>The clipboard, as PowerShell has it.</summary>
internal static class Clipboard
{
    /// <summary>Copies a text; a machine without a clipboard gets a warning.</summary>
    public static void Copy(string text, CancellableCommand command)
    {
        try
        {
            command.InvokeCommand.InvokeScript("Set-Clipboard -Value $args[0] -ErrorAction Stop", useNewScope: true, PipelineResultTypes.None, input: null, text);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            command.Warn(CmdletMessages.CodeNotCopied(error.Message));
        }
    }
}
