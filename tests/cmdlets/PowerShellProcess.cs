using System.ComponentModel;
using System.Diagnostics;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>Runs PowerShell 7, where there is one.</summary>
internal static class PowerShellProcess
{
    private const string Requirements = """
        if ($PSVersionTable.PSVersion -lt [version]'7.4') { "PowerShell 7.4 or later is needed to run the Pester files; pwsh on this machine is $($PSVersionTable.PSVersion)." }
        elseif (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge ([version]'5.0'))) { 'Pester 5 or later is needed to run the Pester files; this machine has none (Install-Module Pester).' }
        """;

    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal) { ["NO_COLOR"] = "1" };

    private static readonly Lazy<Task<string?>> Missing = new(FindWhatIsMissing);

    /// <summary>Why no Pester file can run on this machine; nothing where they can.</summary>
    public static Task<string?> WhatIsMissing() => Missing.Value;

    /// <summary>Runs pwsh to its end and gives all it wrote. What takes longer than the limit is killed, with its children.</summary>
    public static async Task<(int ExitCode, string Output)> Run(TimeSpan limit, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = new Process { StartInfo = Describe(environment, arguments) };
        var output = new ProcessOutput(process);
        process.Start();
        process.StandardInput.Close();
        output.Begin();

        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, output.Text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{output.Text}{Environment.NewLine}Killed after {limit}.");
        }
    }

    private static async Task<string?> FindWhatIsMissing()
    {
        try
        {
            var probe = await Run(TimeSpan.FromMinutes(1), Plain, "-Command", Requirements);
            return probe.Output.Length == 0 && probe.ExitCode == 0 ? null : $"{probe.Output} (exit code {probe.ExitCode})";
        }
        catch (Win32Exception)
        {
            return "PowerShell 7.4 or later is needed to run the Pester files; there is no pwsh on this machine's path.";
        }
    }

    private static ProcessStartInfo Describe(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var description = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestRun.Folder,
        };
        foreach (var (name, value) in environment) description.Environment[name] = value;
        return description;
    }
}
