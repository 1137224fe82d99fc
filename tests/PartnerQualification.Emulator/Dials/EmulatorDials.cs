using System.Text.Json.Serialization;

namespace PartnerQualification.Emulator.Dials;

/// <summary>Everything that can be changed while the emulator runs.</summary>
public sealed record EmulatorDials
{
    /// <summary>How long every answer takes, in milliseconds.</summary>
    public double LatencyMs { get; init; }

    /// <summary>How long a review takes, in seconds.</summary>
    public double VettingSeconds { get; init; } = 5;

    /// <summary>How many requests are allowed in <see cref="WindowSeconds"/>; no limit where nothing is given.</summary>
    public double? Rate { get; init; }

    /// <summary>How many GETs are allowed in <see cref="WindowSeconds"/>, counted by themselves; no limit where nothing is given.</summary>
    public double? ReadRate { get; init; }

    /// <summary>How many POSTs are allowed in <see cref="WindowSeconds"/>, counted by themselves; no limit where nothing is given.</summary>
    public double? WriteRate { get; init; }

    /// <summary>How many GETs, and how many POSTs, are allowed for one customer in <see cref="CustomerWindowSeconds"/>; no limit where nothing is given.</summary>
    public double? CustomerRate { get; init; }

    /// <summary>The time that <see cref="CustomerRate"/> is about, in seconds.</summary>
    public double CustomerWindowSeconds { get; init; } = 10;

    /// <summary>How many requests a token bucket lets through at once; as many as <see cref="Rate"/> where nothing is given.</summary>
    public double? Burst { get; init; }

    /// <summary>The kind of limit.</summary>
    public LimitWindow Window { get; init; }

    /// <summary>The time that <see cref="Rate"/> is about, in seconds.</summary>
    public double WindowSeconds { get; init; } = 1;

    /// <summary>How a throttled answer says when to try again.</summary>
    public RetryAfterStyle RetryAfter { get; init; }

    /// <summary>Whether throttled requests count against the limit too.</summary>
    public bool CountRejected { get; init; } = true;

    /// <summary>The contract: today's of 2022 to the letter, or the one of 2021.</summary>
    public int Contract { get; init; } = 2022;

    /// <summary>Whether a POST with an MS-RequestId that was here before gets the answer it got then.</summary>
    public bool RememberRequestIds { get; init; } = true;

    /// <summary>How far reads of qualifications lag behind writes, in seconds.</summary>
    public double ReadLagSeconds { get; init; }

    /// <summary>How long after its arrival a POST takes effect, in seconds.</summary>
    public double CommitDelaySeconds { get; init; }

    /// <summary>What goes wrong; of several faults that are due, the first one happens.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}

/// <summary>The kinds of limits.</summary>
public enum LimitWindow
{
    /// <summary>A token bucket.</summary>
    [JsonStringEnumMemberName("bucket")]
    Bucket,

    /// <summary>A window that begins with the first request after the one before has ended.</summary>
    [JsonStringEnumMemberName("fixed")]
    Fixed,

    /// <summary>The time up to now, as long as the window is.</summary>
    [JsonStringEnumMemberName("sliding")]
    Sliding,
}

/// <summary>How a throttled answer says when to try again.</summary>
public enum RetryAfterStyle
{
    /// <summary>As a number of seconds.</summary>
    [JsonStringEnumMemberName("seconds")]
    Seconds,

    /// <summary>As a date.</summary>
    [JsonStringEnumMemberName("date")]
    Date,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>Something that goes wrong.</summary>
/// <param name="Kind">What: one of the kinds of the emulator's README, such as reset or status:503.</param>
public sealed record Fault(string Kind)
{
    /// <summary>How probable it is, from 0 to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>That it happens to every n-th request; to every one where neither this nor a probability is given.</summary>
    public int? Every { get; init; }

    /// <summary>The method of the requests that it happens to; any where nothing is given.</summary>
    public string? Method { get; init; }

    /// <summary>How many times it happens at most; without limit where nothing is given.</summary>
    public int? Times { get; init; }

    /// <summary>Whether the service has handled the request before the fault happens; as the kind has it where nothing is given.</summary>
    public bool? AfterCommit { get; init; }
}
