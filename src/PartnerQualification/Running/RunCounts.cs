namespace PartnerQualification;

/// <summary>What has become of the requests of a run so far.</summary>
internal sealed class RunCounts
{
    private readonly long[] outcomes = new long[(int)BulkOutcome.NotSent + 1];

    /// <summary>How many were taken from the source.</summary>
    public long Taken { get; set; }

    /// <summary>Counts a result.</summary>
    public void Add(BulkOutcome outcome) => outcomes[(int)outcome]++;

    /// <summary>How many ended in one way.</summary>
    public long this[BulkOutcome outcome] => outcomes[(int)outcome];
}
