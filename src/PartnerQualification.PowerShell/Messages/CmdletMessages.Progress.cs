using System.Globalization;
using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>
/// This part is about progress. PowerShell 7 shows one line of it, cut where the window ends, and no CurrentOperation: so the status says
/// everything, and the most important things first.
/// </summary>
internal static partial class CmdletMessages
{
    // A shorter time does not explain why a command is slow.
    private static readonly TimeSpan ShortestThrottled = TimeSpan.FromSeconds(1);

    /// <summary>How far a command is with its rows, in one line.</summary>
    /// <param name="counts">What has become of the rows.</param>
    /// <param name="perSecond">How many rows it does in a second; nothing where it is too early to say.</param>
    /// <param name="pacing">What holds requests back.</param>
    public static string RowProgress(BatchCounts counts, double? perSecond, PacingStatus pacing)
    {
        var parts = new List<string> { counts.Total is { } total && counts.Done < total ? $"{Number(counts.Done)} of {Number(total)} done" : $"{Number(counts.Done)} done" };
        if (counts.Failed > 0) parts.Add($"{Number(counts.Failed)} failed");
        if (counts.InReview > 0) parts.Add($"{Number(counts.InReview)} in review");
        AddWaits(parts, pacing);
        if (counts.Skipped > 0) parts.Add($"{Number(counts.Skipped)} skipped");
        if (counts.LeftDenied > 0) parts.Add($"{Number(counts.LeftDenied)} denied before and left alone");
        parts.AddRange(counts.Verdicts.Select(static one => $"{Number(one.Value)} {one.Key}"));
        if (pacing.ThrottledTime >= ShortestThrottled) parts.Add($"throttled for {Duration(pacing.ThrottledTime)}");
        if (perSecond is { } rate) parts.Add($"{rate.ToString("0.#", CultureInfo.InvariantCulture)} per second");
        return string.Join(", ", parts);
    }

    public static string NothingCameIn(bool isFromPipeline) => isFromPipeline
        ? "No rows came in, and there was nothing to do: a file that is empty or has only a header brings none, and neither does a command that found nothing."
        : "No customers came in, and there was nothing to do: the list that was given is empty.";

    /// <summary>What a command did, in one sentence.</summary>
    /// <param name="progress">How far it came.</param>
    /// <param name="counts">What has become of the rows.</param>
    /// <param name="elapsed">How long it took.</param>
    public static string RowSummary(string progress, BatchCounts counts, TimeSpan elapsed)
    {
        var kinds = counts.Failures.Count == 0 ? string.Empty : $" ({string.Join(", ", counts.Failures.Select(static one => $"{Number(one.Count)} {one.ErrorId}"))})";
        return $"{progress} in {Duration(elapsed)}{kinds}.";
    }

    /// <summary>What to do about an error that many rows ended with.</summary>
    public static string SameFailure(FailureCount failure) => $"{Number(failure.Count)} rows ended with {failure.ErrorId}. {failure.Remedy}";

    /// <summary>How far the reviews are, in one line.</summary>
    /// <param name="now">How far they are.</param>
    /// <param name="longest">The company that waits longest, or its customer's id; nothing where nobody waits.</param>
    /// <param name="pacing">What holds requests back.</param>
    /// <param name="time">The time.</param>
    public static string ReviewProgress(VettingProgress now, string? longest, PacingStatus pacing, DateTimeOffset time)
    {
        var parts = new List<string> { $"{Number(now.Total - now.Pending)} of {Number(now.Total)} decided" };
        if (now.Failed > 0) parts.Add($"{Number(now.Failed)} failed");
        AddWaits(parts, pacing);
        if (now.NextRound is { } next && next > time) parts.Add($"{(now.IsPaused ? "paused, " : string.Empty)}next round in {Seconds(next - time)}");
        if (longest is not null) parts.Add($"longest {PlainText.OneLine(longest, LongestQuotation)}{Since(now.LongestWaiting, time)}");
        if (pacing.ThrottledTime >= ShortestThrottled) parts.Add($"throttled for {Duration(pacing.ThrottledTime)}");
        return string.Join(", ", parts);
    }

    /// <summary>The review that waits longest, for views that show more than one line.</summary>
    public static string LongestWaiting(CustomerQualification review, string customer, DateTimeOffset time) =>
        $"Waiting longest{Since(review, time)}: {PlainText.OneLine(customer)}, {PlainText.OneLine(review.Qualification)}";

    private static string Since(CustomerQualification? review, DateTimeOffset time) => review?.VettingCreatedDate is { } date ? $" for {Seconds(time - date)}" : string.Empty;

    /// <summary>An outage holds everybody back, a pause only who asks for its operation.</summary>
    private static void AddWaits(List<string> parts, PacingStatus pacing)
    {
        if (pacing.OutageLasted is { } lasted) parts.Add($"outage for {Seconds(lasted)}");
        if (pacing.PausedFor > TimeSpan.Zero) parts.Add($"paused for {Seconds(pacing.PausedFor)}{(pacing.PausedOperation is { } operation ? $" ({operation})" : string.Empty)}");
    }

    /// <summary>A duration in whole seconds, rounded up: what counts down once a second changes once a second.</summary>
    private static string Seconds(TimeSpan duration) =>
        duration <= TimeSpan.Zero ? "0 s" : Duration(Durations.OfSeconds(Math.Ceiling(duration.TotalSeconds)));
}
