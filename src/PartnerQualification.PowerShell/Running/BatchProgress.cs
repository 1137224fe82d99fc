using System.Diagnostics;
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
    public string Summary() => CmdletMessages.RowSummary(Status(), watch.Elapsed);

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
        var rate = counts.Done > 0 && watch.Elapsed >= FirstAfter ? counts.Done / watch.Elapsed.TotalSeconds : (double?)null;
        var now = pacing();
        return CmdletMessages.RowProgress(
            counts,
            rate,
            now.ThrottledTime >= FirstAfter ? now.ThrottledTime : null,
            now);
    }
}
