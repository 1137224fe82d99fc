namespace PartnerQualification;

/// <summary>Learns what becomes of the reviews that a <see cref="VettingFollower"/> follows. Called from one place at a time, on any thread.</summary>
public interface IVettingObserver
{
    /// <summary>A review was decided, or turned out to have none.</summary>
    /// <param name="qualification">The qualification as it is now.</param>
    void Decided(CustomerQualification qualification);

    /// <summary>A review cannot be followed any longer.</summary>
    /// <param name="qualification">The qualification as it was last known.</param>
    /// <param name="error">Why its customer cannot be read.</param>
    void Failed(CustomerQualification qualification, PartnerCenterException error);

    /// <summary>A review was not decided in the time given.</summary>
    /// <param name="qualification">The qualification as it was last known.</param>
    void TimedOut(CustomerQualification qualification);

    /// <summary>A round of reading has ended, or something was decided.</summary>
    /// <param name="progress">How far the reviews are.</param>
    void Progressed(VettingProgress progress);
}

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
