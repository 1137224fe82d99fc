using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>The progress of a command over its rows, and what it says at its end.</summary>
internal sealed class BatchProgress(string activity, BatchCounts counts, Func<PacingStatus> pacing, Action<ProgressRecord> write)
{
    private const int ActivityId = 0x5051;

    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(1);

    private readonly ProgressLine line = new(ActivityId, activity, FirstAfter, write);

    /// <summary>Shows how far the command is, where it is time to.</summary>
    public void Tick() => line.Tick(Status, Complete);

    /// <summary>Takes the line away.</summary>
    public void End() => line.End();

    /// <summary>Takes the line away where an error ends the command.</summary>
    public void EndAfterError() => line.EndAfterError();

    /// <summary>The whole of it in one sentence.</summary>
    public string Summary() => CmdletMessages.RowSummary(Status(), counts, line.Elapsed);

    private void Complete(ProgressRecord record)
    {
        if (counts.Total is not (> 0 and var total)) return;
        record.PercentComplete = (int)Math.Min(100, counts.Done * 100 / total);
        if (counts.Done > 0) record.SecondsRemaining = (int)Math.Min(line.Elapsed.TotalSeconds / counts.Done * Math.Max(total - counts.Done, 0), int.MaxValue);
    }

    private string Status()
    {
        var rate = counts.Done > 0 && line.Elapsed >= FirstAfter ? counts.Done / line.Elapsed.TotalSeconds : (double?)null;
        return CmdletMessages.RowProgress(counts, rate, pacing());
    }
}
