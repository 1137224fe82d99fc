namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// The one place of these tests that waits for time to pass. A token expires by the clock of the machine, and cmdlets take no
/// other one; everything else is waited for by condition.
/// </summary>
internal static class SystemClock
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Waits until it is that time.</summary>
    public static void WaitUntil(DateTimeOffset time) =>
        Assert.True(SpinWait.SpinUntil(() => DateTimeOffset.UtcNow > time, Limit), $"{time} is too far away to wait for.");
}
