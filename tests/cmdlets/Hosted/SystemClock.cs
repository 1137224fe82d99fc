namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// The one place of these tests that waits for time to pass. A token expires by the clock of the machine, and cmdlets take no
/// other one; a press of the Tab key waits for a second of that clock, and the next one shows what came later.
/// </summary>
internal static class SystemClock
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Waits until it is that time.</summary>
    public static void WaitUntil(DateTimeOffset time) =>
        Assert.True(SpinWait.SpinUntil(() => DateTimeOffset.UtcNow > time, Limit), $"{time} is too far away to wait for.");

    /// <summary>Looks again and again whether something has come about, for as long as a slow machine may need. The test says what it misses.</summary>
    public static void LookUntil(Func<bool> hasComeAbout) => SpinWait.SpinUntil(hasComeAbout, Limit);
}
