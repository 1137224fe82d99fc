using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Following;

/// <summary>The tests' time as the domain asks for it.</summary>
internal sealed class FakeClock(FakeTimeProvider time) : Clock
{
    public override DateTimeOffset UtcNow => time.GetUtcNow();

    public override Task Delay(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, time, cancellationToken);
}
