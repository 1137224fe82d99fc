namespace PartnerQualification.Sandbox;

/// <summary>What can be changed while a sandbox is in use. A change counts for the requests that come after it.</summary>
public sealed class SandboxDials
{
    private long vettingTicks;
    private long latencyTicks;
    private long readLagTicks;
    private long commitDelayTicks;
    private volatile SandboxContract contract;
    private volatile bool rememberRequestIds = true;

    /// <summary>Creates dials with the values of the options.</summary>
    /// <param name="options">How the sandbox behaves at first.</param>
    public SandboxDials(SandboxOptions options)
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        VettingTime = options.VettingTime;
        Latency = options.Latency;
        Contract = options.Contract;
    }

    /// <summary>How long a review takes. Reviews that have begun keep the time they began with.</summary>
    public TimeSpan VettingTime
    {
        get => new(Volatile.Read(ref vettingTicks));
        set => Volatile.Write(ref vettingTicks, NotNegative(value, nameof(VettingTime)).Ticks);
    }

    /// <summary>How long an answer takes. When a request takes effect does not depend on it.</summary>
    public TimeSpan Latency
    {
        get => new(Volatile.Read(ref latencyTicks));
        set => Volatile.Write(ref latencyTicks, NotNegative(value, nameof(Latency)).Ticks);
    }

    /// <summary>Which requests are accepted: today's to the letter, or those of 2021.</summary>
    public SandboxContract Contract
    {
        get => contract;
        set => contract = value is SandboxContract.Of2021 or SandboxContract.Of2022
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A sandbox knows the contracts of 2021 and 2022.");
    }

    /// <summary>
    /// Whether a POST whose MS-RequestId was here before gets the answer it got then. Where not, ids are neither looked up nor
    /// kept: a repeated POST is handled like a new one.
    /// </summary>
    public bool RememberRequestIds
    {
        get => rememberRequestIds;
        set => rememberRequestIds = value;
    }

    /// <summary>How far reads lag behind writes: a GET shows a customer's qualifications as they were that long ago.</summary>
    public TimeSpan ReadLag
    {
        get => new(Volatile.Read(ref readLagTicks));
        set => Volatile.Write(ref readLagTicks, NotNegative(value, nameof(ReadLag)).Ticks);
    }

    /// <summary>How long after its arrival a POST takes effect. It is checked and answered as if it had taken effect already.</summary>
    public TimeSpan CommitDelay
    {
        get => new(Volatile.Read(ref commitDelayTicks));
        set => Volatile.Write(ref commitDelayTicks, NotNegative(value, nameof(CommitDelay)).Ticks);
    }

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "A sandbox cannot take less than no time. Give zero or more.");
}
