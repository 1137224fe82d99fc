namespace PartnerQualification.Emulator.Dials;

/// <summary>Everything that can be turned while the emulator runs.</summary>
public sealed record EmulatorDials
{
    /// <summary>How long every answer takes, in milliseconds.</summary>
    public double LatencyMs { get; init; }

    /// <summary>How long a review takes, in seconds.</summary>
    public double VettingSeconds { get; init; } = 5;

    /// <summary>How many requests are allowed in <see cref="WindowSeconds"/>; no limit where nothing is given.</summary>
    public double? Rate { get; init; }

    /// <summary>How many requests a token bucket lets through at once; as many as <see cref="Rate"/> where nothing is given.</summary>
    public double? Burst { get; init; }

    /// <summary>The kind of limiter.</summary>
    public LimitWindow Window { get; init; }

    /// <summary>The time that <see cref="Rate"/> is about, in seconds.</summary>
    public double WindowSeconds { get; init; } = 1;

    /// <summary>How a refusal says when to come back.</summary>
    public RetryAfterStyle RetryAfter { get; init; }

    /// <summary>Whether requests that are refused count against the limit too.</summary>
    public bool CountRejected { get; init; } = true;

    /// <summary>The contract: 2021, or 2022 to the letter.</summary>
    public int Contract { get; init; } = 2021;

    /// <summary>What goes wrong; the first fault that falls due strikes.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
