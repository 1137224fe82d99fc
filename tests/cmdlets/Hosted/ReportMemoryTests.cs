using System.Globalization;
using System.Management.Automation;
using static PartnerQualification.Cmdlets.Tests.Hosted.ReportFolder;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a report of very many customers keeps while it is written.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class ReportMemoryTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private const int Many = 100_000;

    // What came in, and what the earlier report had: docs/report.md gives both. A customer as such would take a kilobyte.
    private const long MostKept = 32 * 1024 * 1024;

    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Hundred_thousand_customers_are_written_as_they_come_and_compared_with_as_many()
    {
        engine.ConnectSandbox();
        Export("", [.. Enumerable.Repeat(0L, 2)]);
        long[] kept = [0, 0];

        var run = Export("-Since \"$folder/report.json\"", kept);

        TestContext.Current.SendDiagnosticMessage($"{((kept[1] - kept[0]) / 1024.0 / 1024.0).ToString("0.0", CultureInfo.InvariantCulture)} MB are kept of {Many} customers.");
        Assert.Empty(run.Errors);
        Assert.Equal([Many.ToString(CultureInfo.InvariantCulture)], run.Values("Customers"));
        Assert.Equal(["0"], run.Values("Changed"));
        Assert.InRange(kept[1] - kept[0], long.MinValue, MostKept);
        Assert.True(new FileInfo(folder["report.json"]).Length > 20_000_000);
    }

    /// <summary>Writes the report, and looks at the memory after the first customers and before the end.</summary>
    private HostedEngine.ScriptRun Export(string parameters, long[] kept) => engine.Run(
        $"param($folder, $rows) $rows | Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -ActionPlanPath \"$folder/plan.csv\" -SkipHistory {parameters}",
        Path.GetDirectoryName(folder["x"]),
        Rows(kept));

    private static IEnumerable<PSObject> Rows(long[] kept)
    {
        for (var number = 1; number <= Many; number++)
        {
            if (number == 1_000) kept[0] = GC.GetTotalMemory(forceFullCollection: true);
            if (number == Many) kept[1] = GC.GetTotalMemory(forceFullCollection: true);
            var isDenied = number % 50 == 0;
            yield return Held(number, status: isDenied ? "Denied" : "Approved", reason: isDenied ? "Not an Academic Domain" : "", date: "2026-11-02T00:00:00Z", name: $"Contoso School {number} of a name that is long enough");
        }
    }
}
