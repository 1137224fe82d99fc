using PartnerQualification.Client;
using PartnerQualification.Sandbox;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests;

/// <summary>Nothing in these assemblies is kept for the whole process; that of the PowerShell project has the same test beside its own.</summary>
public sealed class StaticStateTests
{
    [Fact]
    public void Domain_keeps_nothing_for_the_process() => Assert.Empty(StaticState.Of(typeof(QualificationRequest).Assembly));

    [Fact]
    public void Client_keeps_nothing_for_the_process() => Assert.Empty(StaticState.Of(typeof(PartnerCenterClient).Assembly));

    [Fact]
    public void Sandbox_keeps_nothing_for_the_process() => Assert.Empty(StaticState.Of(typeof(PartnerCenterSandbox).Assembly));
}
