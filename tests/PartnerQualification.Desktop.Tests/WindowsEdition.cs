using PartnerQualification.Emulator;

namespace PartnerQualification.Desktop.Tests;

/// <summary>Every check of the program is one test, run in a process, and beside an emulator and a token service, of its own.</summary>
public sealed class WindowsEdition
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Checks() => [.. DesktopProgram.Checks()];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Passes(string check)
    {
        var missing = await DesktopProgram.WhatIsMissing();
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions());
        await using var tokenService = await TokenServiceHost.StartAsync();

        var run = await DesktopProgram.Run(Limit, TestRun.Environment(emulator.Address, tokenService.Address), check);

        Assert.SkipWhen(run.ExitCode == DesktopProgram.Skipped, run.Output);
        Assert.True(run.ExitCode == 0, $"Ended with exit code {run.ExitCode}:{Environment.NewLine}{run.Output}");
        Assert.Equal($"ok {check}", run.Output);
    }
}
