[assembly: AssemblyFixture(typeof(PartnerQualification.Cmdlets.Tests.Emulator))]

// Most of these tests wait for answers and for processes; as many at once as there are processors would leave those idle.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>Every Pester file of this folder is one test, run in a PowerShell of its own.</summary>
public sealed class PesterFiles(Emulator emulator)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(TestRun.Folder, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Passes(string file)
    {
        var missing = await PowerShellProcess.WhatIsMissing();
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);

        var run = await PowerShellProcess.Run(Limit, TestRun.Environment(emulator.Address), "-File", Path.Combine(TestRun.Folder, "Invoke-PesterFile.ps1"), "-Path", Path.Combine(TestRun.Folder, file));

        Assert.True(run.ExitCode == 0, $"{file} ended with exit code {run.ExitCode}:{Environment.NewLine}{run.Output}");
    }
}
