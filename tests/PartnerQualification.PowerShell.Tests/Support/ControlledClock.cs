namespace PartnerQualification.PowerShell.Tests;

/// <summary>A clock that stands still until a test lets the pause that is waited for pass.</summary>
internal sealed class ControlledClock : Clock
{
    private TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan? Asked { get; private set; }

    public override DateTimeOffset UtcNow { get; } = new(2026, 11, 24, 13, 55, 0, TimeSpan.Zero);

    public override Task Delay(TimeSpan delay, CancellationToken cancellationToken)
    {
        Asked = delay;
        waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return waiting.Task.WaitAsync(cancellationToken);
    }

    public void Pass() => waiting.SetResult();
}
