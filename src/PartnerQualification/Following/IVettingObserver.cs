namespace PartnerQualification;

/// <summary>Learns what becomes of the reviews that a <see cref="VettingFollower"/> follows. Called from one place at a time, on any thread.</summary>
public interface IVettingObserver
{
    /// <summary>A review was decided, or turned out to know no review.</summary>
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
