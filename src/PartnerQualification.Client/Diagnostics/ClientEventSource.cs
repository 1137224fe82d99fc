using System.Diagnostics.Tracing;

namespace PartnerQualification.Client;

/// <summary>What a trace is told, for whoever listens to the process from outside or inside. Names and numbers are documented in docs/diagnostics.md.</summary>
[EventSource(Name = SourceName)]
internal sealed class ClientEventSource : EventSource
{
    /// <summary>The name of this source and of the activities' source.</summary>
    public const string SourceName = "PartnerQualification.Client";

    private ClientEventSource()
    {
    }

    public static ClientEventSource Log { get; } = new();

    [Event(1, Level = EventLevel.Informational)]
    public void Story(string text, string correlationId) => WriteEvent(1, text, correlationId);

    [Event(2, Level = EventLevel.Verbose)]
    public void Message(string text, string correlationId) => WriteEvent(2, text, correlationId);
}
