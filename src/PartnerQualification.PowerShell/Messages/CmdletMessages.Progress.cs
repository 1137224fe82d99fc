using System.Globalization;
using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about progress.</summary>
internal static partial class CmdletMessages
{
    /// <summary>How far a command is with its rows, in one line.</summary>
    /// <param name="counts">What has become of the rows.</param>
    /// <param name="perSecond">How many rows it does in a second; nothing where it is too early to say.</param>
    /// <param name="throttled">How long it was held back; nothing where that is not worth mentioning.</param>
    /// <param name="pacing">What the service asks to wait for from now on.</param>
    public static string RowProgress(BatchCounts counts, double? perSecond, TimeSpan? throttled, PacingStatus pacing)
    {
        var parts = new List<string> { counts.Total is { } total ? $"{Number(counts.Done)} of {Number(total)} done" : $"{Number(counts.Done)} done" };
        if (counts.Failed > 0) parts.Add($"{Number(counts.Failed)} failed");
        if (counts.InReview > 0) parts.Add($"{Number(counts.InReview)} in review");
        if (counts.Skipped > 0) parts.Add($"{Number(counts.Skipped)} skipped");
        if (counts.LeftDenied > 0) parts.Add($"{Number(counts.LeftDenied)} denied before and left alone");
        parts.AddRange(counts.Verdicts.Select(static one => $"{Number(one.Value)} {one.Key}"));
        if (perSecond is { } rate) parts.Add($"{rate.ToString("0.#", CultureInfo.InvariantCulture)} per second");
        if (throttled is { } held) parts.Add($"throttled {Duration(held)}");
        if (pacing.PausedFor > TimeSpan.Zero) parts.Add(PausedOperation(pacing.PausedOperation, pacing.PausedFor));
        return string.Join(", ", parts);
    }

    public static string RowSummary(string progress, TimeSpan elapsed) => $"{progress} in {Duration(elapsed)}.";

    /// <summary>How far the reviews are, in one line.</summary>
    public static string ReviewProgress(VettingProgress now)
    {
        var progress = $"{Number(now.Total - now.Pending)} of {Number(now.Total)} decided";
        if (now.Failed > 0) progress += $", {Number(now.Failed)} failed";
        return now.NextRound is { } next ? $"{progress}, {NextRound(next, now.IsPaused)}" : progress;
    }

    public static string LongestWaiting(CustomerQualification review)
    {
        var since = review.VettingCreatedDate is { } date ? $" for {Duration(DateTimeOffset.UtcNow - date)}" : string.Empty;
        return $"Waiting longest{since}: {PlainText.OneLine(review.CompanyName ?? review.CustomerId)}, {PlainText.OneLine(review.Qualification)}";
    }

    /// <summary>Which operation waits and until when: the others go on meanwhile.</summary>
    private static string PausedOperation(string? operation, TimeSpan pause)
    {
        var paused = PausedUntil(pause, Durations.After(DateTimeOffset.UtcNow, pause));
        return operation is null ? paused : $"{operation} is {paused}";
    }
}
