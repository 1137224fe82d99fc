using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator;

/// <summary>How an emulator begins.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Where it listens: http on loopback; port 0 takes a free one.</summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:0");

    /// <summary>How many customers there are.</summary>
    public int CustomerCount { get; init; } = 25;

    /// <summary>The dials it begins with.</summary>
    public EmulatorDials Dials { get; init; } = new();

    /// <summary>The clock it uses.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The seed of faults with a probability: the same seed gives the same faults.</summary>
    public int Seed { get; init; } = 1;
}
