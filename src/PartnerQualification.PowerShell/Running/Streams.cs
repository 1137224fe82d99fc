using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Whether anybody reads what a command would say.</summary>
internal static class Streams
{
    /// <summary>A trace to the command's -Verbose and -Debug; nothing where both are off.</summary>
    public static PipelineTrace? Trace(PSCmdlet command, PipelinePump pump)
    {
        var verbose = IsOn(command, "Verbose", "VerbosePreference");
        var debug = IsOn(command, "Debug", "DebugPreference");
        return verbose || debug ? new PipelineTrace(pump, verbose ? command.WriteVerbose : null, debug ? command.WriteDebug : null) : null;
    }

    private static bool IsOn(PSCmdlet command, string parameter, string preference)
    {
        if (command.MyInvocation.BoundParameters.TryGetValue(parameter, out var given)) return given is SwitchParameter { IsPresent: true };
        return LanguagePrimitives.TryConvertTo<ActionPreference>(command.GetVariableValue(preference), CultureInfo.InvariantCulture, out var action)
            && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
