namespace PartnerQualification.PowerShell;

/// <summary>Brings the client's trace to -Verbose and -Debug, on the pipeline thread; composes nothing where nobody reads it.</summary>
internal sealed class PipelineTrace(PipelinePump pump, Action<string>? writeVerbose, Action<string>? writeDebug) : ITraceSink
{
    public bool IsEnabled(TraceLevel level) => Writer(level) is not null;

    public void Write(TraceLevel level, string text)
    {
        if (Writer(level) is { } write) pump.Post(() => write(text));
    }

    private Action<string>? Writer(TraceLevel level) => level == TraceLevel.Story ? writeVerbose : writeDebug;
}
