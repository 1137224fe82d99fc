namespace PartnerQualification;

/// <summary>How far the followed reviews are.</summary>
/// <param name="Total">How many reviews are followed in all.</param>
/// <param name="Decided">How many of them are decided.</param>
/// <param name="Failed">How many can no longer be followed.</param>
/// <param name="LongestWaiting">The undecided one whose review began first; nothing where none is left.</param>
/// <param name="NextRound">When the customers are read again; nothing while they are being read.</param>
public sealed record VettingProgress(int Total, int Decided, int Failed, CustomerQualification? LongestWaiting, DateTimeOffset? NextRound)
{
    /// <summary>Whether the next round waits because the service asks for a pause.</summary>
    public bool IsPaused { get; init; }

    /// <summary>How many reviews are still undecided.</summary>
    public int Pending => Total - Decided - Failed;
}
