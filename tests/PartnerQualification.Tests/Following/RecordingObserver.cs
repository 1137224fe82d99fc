using System.Collections.Concurrent;

namespace PartnerQualification.Tests.Following;

/// <summary>Writes down what it is told.</summary>
internal sealed class RecordingObserver : IVettingObserver
{
    private readonly ConcurrentBag<(Func<VettingProgress, bool> IsMeant, TaskCompletionSource Seen)> waits = [];

    public List<CustomerQualification> Decisions { get; } = [];

    public List<(CustomerQualification Review, PartnerCenterException Error)> Failures { get; } = [];

    public List<CustomerQualification> TimeOuts { get; } = [];

    public List<VettingProgress> Progress { get; } = [];

    /// <summary>Waits for a progress that is meant, from now on.</summary>
    public Task WaitForAsync(Func<VettingProgress, bool> isMeant)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Progress)
        {
            if (Progress.Exists(progress => isMeant(progress))) return Task.CompletedTask;
            waits.Add((isMeant, seen));
        }

        return seen.Task;
    }

    public void Decided(CustomerQualification qualification) => Decisions.Add(qualification);

    public void Failed(CustomerQualification qualification, PartnerCenterException error) => Failures.Add((qualification, error));

    public void TimedOut(CustomerQualification qualification) => TimeOuts.Add(qualification);

    public void Progressed(VettingProgress progress)
    {
        lock (Progress) Progress.Add(progress);
        foreach (var (isMeant, seen) in waits)
        {
            if (isMeant(progress)) seen.TrySetResult();
        }
    }
}
