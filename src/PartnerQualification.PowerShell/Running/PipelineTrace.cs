using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Brings the client's trace to -Verbose and -Debug, on the pipeline thread; composes nothing where nobody reads it.</summary>
internal sealed class PipelineTrace : ITraceSink
{
    private readonly PipelineThread pipeline;
    private readonly Action<string>? writeVerbose;
    private readonly Action<string>? writeDebug;

    private PipelineTrace(PipelineThread pipeline, Action<string>? writeVerbose, Action<string>? writeDebug)
    {
        this.pipeline = pipeline;
        this.writeVerbose = writeVerbose;
        this.writeDebug = writeDebug;
    }

    /// <summary>The trace of a command; nothing where -Verbose and -Debug are both off.</summary>
    public static PipelineTrace? For(PSCmdlet command, PipelineThread pipeline)
    {
        var verbose = IsOn(command, "Verbose", "VerbosePreference");
        var debug = IsOn(command, "Debug", "DebugPreference");
        return verbose || debug ? new PipelineTrace(pipeline, verbose ? command.WriteVerbose : null, debug ? command.WriteDebug : null) : null;
    }

    public bool IsEnabled(TraceLevel level) => Writer(level) is not null;

    public void Write(TraceLevel level, string text)
    {
        if (Writer(level) is { } write) pipeline.Post(() => write(text));
    }

    private Action<string>? Writer(TraceLevel level) => level == TraceLevel.Story ? writeVerbose : writeDebug;

    private static bool IsOn(PSCmdlet command, string parameter, string preference)
    {
        if (command.MyInvocation.BoundParameters.TryGetValue(parameter, out var given)) return given is SwitchParameter { IsPresent: true };
        return LanguagePrimitives.TryConvertTo<ActionPreference>(command.GetVariableValue(preference), CultureInfo.InvariantCulture, out var action)
            && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
