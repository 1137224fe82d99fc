namespace PartnerQualification;

/// <summary>The time that a history is asked for, both ends included.</summary>
/// <param name="Since">Its beginning; nothing where it begins with the first that is known.</param>
/// <param name="Until">Its end; nothing where it lasts until now.</param>
internal sealed record HistoryRange(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>Whether it ends before it begins.</summary>
    public bool IsReversed => Since > Until;

    /// <summary>Whether something belongs to it. What has no date may.</summary>
    public bool Has(DateTimeOffset? date) => date is not { } time || !(time < Since || time > Until);

    /// <summary>Whether it begins before the first day whose records Partner Center keeps.</summary>
    public bool BeginsBeforeRecords(DateTimeOffset now) => Since < ActivityPeriod.Latest(now).First;

    /// <summary>The days whose records are to be read.</summary>
    /// <returns>The days; nothing where Partner Center keeps records of none of them.</returns>
    public ActivityPeriod? Days(DateTimeOffset now)
    {
        var kept = ActivityPeriod.Latest(now);
        var first = Since is { } since && since > kept.First ? since : kept.First;
        var last = Until is { } until && until < now ? until : now;
        return first <= last ? new ActivityPeriod(first, last) : null;
    }
}
