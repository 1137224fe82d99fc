#if NETSTANDARD_BUILD
using System.Reflection;
using System.Runtime.Versioning;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Tests.Sandbox;

public sealed class NetStandardBuildTests
{
    [Fact]
    public void Libraries_under_test_are_the_netstandard_builds()
    {
        Assembly[] libraries = [typeof(QualificationRequest).Assembly, typeof(PartnerCenterSandbox).Assembly, Assembly.Load("PartnerQualification.Client")];

        Assert.All(libraries, library => Assert.Equal(".NETStandard,Version=v2.0", library.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName));
    }
}
#endif
