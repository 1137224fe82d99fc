using PartnerQualification.Tests.Support;

namespace PartnerQualification.PowerShell.Tests;

public sealed class StaticStateTests
{
    /// <summary>What is kept for the whole process, each with its reason.</summary>
    private static readonly Dictionary<string, string> Kept = new(StringComparer.Ordinal)
    {
        ["ModuleAssemblies.Private"] = "The load context of the libraries: there is one in a process, however often the module is imported.",
        ["SessionTable.Entries"] = "The current session of each runspace: it is what Connect- leaves for the commands after it.",
    };

    [Fact]
    public void Nothing_but_the_sessions_and_the_load_context_is_kept_for_the_process() =>
        Assert.Equal(Kept.Keys.Order(StringComparer.Ordinal), StaticState.Of(typeof(ConnectPartnerQualificationCommand).Assembly), StringComparer.Ordinal);

    [Fact]
    public void Report_keeps_nothing_for_the_process() => Assert.Empty(StaticState.Of(typeof(Report.ReportFactory).Assembly));
}
