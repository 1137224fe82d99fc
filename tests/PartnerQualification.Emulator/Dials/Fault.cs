namespace PartnerQualification.Emulator.Dials;

/// <summary>Something that goes wrong.</summary>
/// <param name="Kind">What: one of the kinds of the emulator's README, such as reset or status:503.</param>
public sealed record Fault(string Kind)
{
    /// <summary>How likely it strikes, from 0 to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>That it strikes every n-th request; every one where neither this nor a probability is given.</summary>
    public int? Every { get; init; }

    /// <summary>The method it strikes; any where nothing is given.</summary>
    public string? Method { get; init; }

    /// <summary>How many times it strikes at the most; for ever where nothing is given.</summary>
    public int? Times { get; init; }
}
