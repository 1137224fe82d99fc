namespace PartnerQualification;

/// <summary>How a <see cref="QualificationRun"/> goes over many requests. The defaults suit the service.</summary>
public sealed record BulkOptions
{
    /// <summary>The most requests that may be under way at once.</summary>
    public const int LargestMaxConcurrency = 128;

    /// <summary>How many requests are under way at the most; also how many may have been sent whose results nobody has taken yet.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>What is done where the customer already has what is requested. Unless it is ignored, each customer is read first, and the same request given twice is sent once.</summary>
    public ExistingQualifications Existing { get; init; } = ExistingQualifications.AreIgnored;

    /// <summary>Waits out pauses of the service that are longer than a request may take; nothing where such a pause ends the run.</summary>
    public PauseWait? Pauses { get; init; }

    /// <summary>Where every request is noted before it leaves, and what became of it; nothing where it is not. What it knows as done is not sent again. The run does not dispose of it.</summary>
    public IRequestJournal? Journal { get; init; }

    /// <summary>Who listens to the calls.</summary>
    public ITraceSink? Trace { get; init; }
}
