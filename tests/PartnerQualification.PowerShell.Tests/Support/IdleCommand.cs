namespace PartnerQualification.PowerShell.Tests;

/// <summary>A command that does nothing but have a pipeline thread: the test's own.</summary>
public sealed class IdleCommand : CancellableCommand
{
    private SessionPipelines? session;

    internal void Use(SessionPipelines pipelines)
    {
        session = pipelines;
        pipelines.Add(this);
    }

    /// <summary>What PowerShell does at Ctrl+C.</summary>
    internal void Interrupt() => Stop();

    private protected override void LeaveSession() => session?.Remove(this);
}
