using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>One line of progress for a command that takes longer than a moment: updated a few times a second at most, gone at the end.</summary>
internal sealed class BatchProgress(string activity, BatchCounts counts, Func<PacingStatus> pacing, Action<ProgressRecord> write)
{
    private const int ActivityId = 0x5051;

    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next = FirstAfter;
    private bool isShown;

    /// <summary>Shows how far the command is, where it is time to.</summary>
    public void Tick()
    {
        if (watch.Elapsed < next) return;
        next = watch.Elapsed + Apart;
        isShown = true;
        write(Compose());
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (!isShown) return;
        isShown = false;
        write(new ProgressRecord(ActivityId, activity, Status()) { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>The whole of it in one sentence.</summary>
    public string Summary() => $"{Status()} in {Messages.Duration(watch.Elapsed)}.";

    private ProgressRecord Compose()
    {
        var record = new ProgressRecord(ActivityId, activity, Status());
        if (counts.Total is > 0 and var total && counts.Done > 0)
        {
            var left = watch.Elapsed.TotalSeconds / counts.Done * Math.Max(total - counts.Done, 0);
            record.PercentComplete = (int)Math.Min(100, counts.Done * 100 / total);
            record.SecondsRemaining = (int)Math.Min(left, int.MaxValue);
        }

        return record;
    }

    private string Status()
    {
        var parts = new List<string> { counts.Total is { } total ? $"{Number(counts.Done)} of {Number(total)} done" : $"{Number(counts.Done)} done" };
        if (counts.Failed > 0) parts.Add($"{Number(counts.Failed)} failed");
        if (counts.InReview > 0) parts.Add($"{Number(counts.InReview)} in review");
        if (counts.Skipped > 0) parts.Add($"{Number(counts.Skipped)} skipped");
        if (counts.Done > 0 && watch.Elapsed >= FirstAfter) parts.Add($"{(counts.Done / watch.Elapsed.TotalSeconds).ToString("0.#", CultureInfo.InvariantCulture)} per second");
        var now = pacing();
        if (now.ThrottledTime >= FirstAfter) parts.Add($"throttled {Messages.Duration(now.ThrottledTime)}");
        if (now.PausedFor > TimeSpan.Zero) parts.Add(Messages.PausedUntil(now.PausedFor, Durations.After(DateTimeOffset.UtcNow, now.PausedFor)));
        return string.Join(", ", parts);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
