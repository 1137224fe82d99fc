namespace PartnerQualification.Tests.Following;

/// <summary>Writes down what it is told.</summary>
internal sealed class RecordingObserver : IVettingObserver
{
    public List<CustomerQualification> Decisions { get; } = [];

    public List<(CustomerQualification Review, PartnerCenterException Error)> Failures { get; } = [];

    public List<CustomerQualification> TimeOuts { get; } = [];

    public List<VettingProgress> Progress { get; } = [];

    public void Decided(CustomerQualification qualification) => Decisions.Add(qualification);

    public void Failed(CustomerQualification qualification, PartnerCenterException error) => Failures.Add((qualification, error));

    public void TimedOut(CustomerQualification qualification) => TimeOuts.Add(qualification);

    public void Progressed(VettingProgress progress) => Progress.Add(progress);
}
