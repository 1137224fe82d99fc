namespace PartnerQualification.Sandbox;

/// <summary>What can be changed while a sandbox is in use. A change counts for the requests that come after it.</summary>
public sealed class SandboxDials
{
    private long vettingTicks;
    private long latencyTicks;
    private volatile bool strictContract;

    /// <summary>Creates dials with the values of the options.</summary>
    /// <param name="options">How the sandbox behaves at first.</param>
    public SandboxDials(SandboxOptions options)
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        VettingTime = options.VettingTime;
        Latency = options.Latency;
        StrictContract = options.StrictContract;
    }

    /// <summary>How long a review takes. Reviews that have begun keep the time they began with.</summary>
    public TimeSpan VettingTime
    {
        get => new(Volatile.Read(ref vettingTicks));
        set => Volatile.Write(ref vettingTicks, NotNegative(value, nameof(VettingTime)).Ticks);
    }

    /// <summary>How long an answer takes. A request takes effect when it arrives, not when it is answered.</summary>
    public TimeSpan Latency
    {
        get => new(Volatile.Read(ref latencyTicks));
        set => Volatile.Write(ref latencyTicks, NotNegative(value, nameof(Latency)).Ticks);
    }

    /// <summary>Whether the contract of 2022 is enforced to the letter; the one of 2021 is accepted otherwise.</summary>
    public bool StrictContract
    {
        get => strictContract;
        set => strictContract = value;
    }

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "A sandbox cannot take less than no time. Give zero or more.");
}
