namespace PartnerQualification.Tests.Support;

/// <summary>Keeps the trace entries.</summary>
public sealed class RecordingTrace(params TraceLevel[] levels) : ITraceSink
{
    private readonly List<string> entries = [];

    public Action<string>? OnWrite { get; set; }

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (entries) return [.. entries];
        }
    }

    public bool IsEnabled(TraceLevel level) => levels.Contains(level);

    public void Write(TraceLevel level, string text)
    {
        Assert.Contains(level, levels);
        lock (entries) entries.Add(text);
        OnWrite?.Invoke(text);
    }
}
