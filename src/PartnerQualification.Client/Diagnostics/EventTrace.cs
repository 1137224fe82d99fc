using System.Diagnostics.Tracing;

namespace PartnerQualification.Client;

/// <summary>Hands the trace of a call to whoever listens to the <see cref="ClientEventSource"/>, besides the call's own listener.</summary>
internal sealed class EventTrace : ITraceSink
{
    private readonly ITraceSink? listener;
    private readonly string correlationId;

    private EventTrace(ITraceSink? listener, Guid correlationId)
    {
        this.listener = listener;
        this.correlationId = correlationId.ToString("D");
    }

    /// <summary>Whom a call tells: its own listener, and whoever listens to the events.</summary>
    /// <param name="listener">Its own listener, or the trace of a call on whose behalf this one is made.</param>
    /// <param name="correlationId">The call's correlation id.</param>
    public static ITraceSink? Of(ITraceSink? listener, Guid correlationId) => ClientEventSource.Log.IsEnabled()
        ? new EventTrace(listener is EventTrace other ? other.listener : listener, correlationId)
        : listener;

    public bool IsEnabled(TraceLevel level) => ClientEventSource.Log.IsEnabled(Level(level), EventKeywords.None) || listener?.IsEnabled(level) == true;

    public void Write(TraceLevel level, string text)
    {
        if (level == TraceLevel.Story) ClientEventSource.Log.Story(text, correlationId);
        else ClientEventSource.Log.Message(text, correlationId);
        if (listener?.IsEnabled(level) == true) listener.Write(level, text);
    }

    private static EventLevel Level(TraceLevel level) => level == TraceLevel.Story ? EventLevel.Informational : EventLevel.Verbose;
}
