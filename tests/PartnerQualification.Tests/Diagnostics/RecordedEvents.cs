using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace PartnerQualification.Tests.Diagnostics;

/// <summary>Listens to the client's EventSource, by its name, as an application does.</summary>
internal sealed class RecordedEvents : EventListener
{
    private readonly ConcurrentQueue<(string Name, string Text, string CorrelationId)> events = new();

    public RecordedEvents(EventLevel level)
    {
        // Only now, and not while the base class is constructed, is there a level to enable.
        foreach (var source in EventSource.GetSources().Where(source => source.Name == "PartnerQualification.Client")) EnableEvents(source, level);
        EventSourceCreated += (_, created) =>
        {
            if (created.EventSource?.Name == "PartnerQualification.Client") EnableEvents(created.EventSource, level);
        };
    }

    /// <summary>Every text and id that was written.</summary>
    public IReadOnlyList<string> All => [.. events.Select(entry => $"{entry.Name} {entry.Text} {entry.CorrelationId}")];

    public IReadOnlyList<string> Stories => [.. events.Where(entry => entry.Name == "Story").Select(entry => entry.Text)];

    public IReadOnlyList<string> Texts(string name, Guid correlationId) =>
        [.. events.Where(entry => entry.Name == name && entry.CorrelationId == correlationId.ToString("D")).Select(entry => entry.Text)];

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name == "PartnerQualification.Client") events.Enqueue((eventData.EventName!, (string)eventData.Payload![0]!, (string)eventData.Payload[1]!));
    }
}
