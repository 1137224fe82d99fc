namespace PartnerQualification;

/// <summary>How a sandbox behaves.</summary>
public sealed record SandboxOptions
{
    /// <summary>How many customers it has.</summary>
    public int CustomerCount { get; init; } = 25;

    /// <summary>How long a review takes.</summary>
    public TimeSpan VettingTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long every answer takes.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.Zero;

    /// <summary>Whether an Education request without a segment is refused, as the contract of 2022 says.</summary>
    public bool StrictContract { get; init; }
}
