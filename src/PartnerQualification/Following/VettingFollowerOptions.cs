namespace PartnerQualification;

/// <summary>How reviews are followed. A review takes minutes to days, so the defaults start at seconds and settle at minutes.</summary>
public sealed record VettingFollowerOptions
{
    /// <summary>The time before the first round of reading, unless <see cref="PollingInterval"/> is given.</summary>
    public TimeSpan FirstInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest time between two rounds.</summary>
    public TimeSpan LongestInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>By how much the time between rounds grows with every round.</summary>
    public double Growth { get; init; } = 1.5;

    /// <summary>A fixed time between rounds, instead of one that grows.</summary>
    public TimeSpan? PollingInterval { get; init; }

    /// <summary>How many customers are read at once at the most.</summary>
    public int MaxConcurrentReads { get; init; } = 16;

    /// <summary>How long to follow at the most; without end where nothing is given.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Who listens to the calls.</summary>
    public ITraceSink? Trace { get; init; }
}
