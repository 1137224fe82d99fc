using System.Collections.Concurrent;
using System.Diagnostics;

namespace PartnerQualification.Tests.Diagnostics;

/// <summary>Listens to the client's ActivitySource, by its name, as an application does.</summary>
internal sealed class RecordedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public RecordedActivities()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "PartnerQualification.Client",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyList<Activity> All => [.. ended];

    /// <summary>Those of one call.</summary>
    public IReadOnlyList<Activity> Of(CallOptions options) =>
        [.. ended.Where(activity => string.Equals((string?)activity.GetTagItem("partnercenter.correlation_id"), options.CorrelationId.ToString(), StringComparison.Ordinal))];

    public void Dispose() => listener.Dispose();
}
