namespace PartnerQualification.Desktop;

/// <summary>Notes what becomes of the reviews that are followed.</summary>
internal sealed class RecordingObserver : IVettingObserver
{
    public List<CustomerQualification> Decisions { get; } = [];

    public List<CustomerQualification> GivenUp { get; } = [];

    public void Decided(CustomerQualification qualification) => Decisions.Add(qualification);

    public void Failed(CustomerQualification qualification, PartnerCenterException error) => throw error;

    public void TimedOut(CustomerQualification qualification) => GivenUp.Add(qualification);

    public void Progressed(VettingProgress progress)
    {
        // Nobody looks at it.
    }
}
