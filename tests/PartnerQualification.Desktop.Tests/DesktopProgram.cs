using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PartnerQualification.Desktop.Tests;

/// <summary>The program for the .NET Framework: Windows runs it by itself, and any other system with Mono.</summary>
internal static class DesktopProgram
{
    /// <summary>The exit code of a check that this runtime or system cannot make; the output says why.</summary>
    public const int Skipped = 3;

    private static readonly Lazy<Task<string?>> Missing = new(FindWhatIsMissing);

    /// <summary>Why it cannot run on this machine; nothing where it can.</summary>
    public static Task<string?> WhatIsMissing() => Missing.Value;

    /// <summary>The names of its checks, read from its file, so that they can be told where it cannot run.</summary>
    public static IReadOnlyList<string> Checks()
    {
        using var file = new PEReader(File.OpenRead(TestRun.Program));
        var metadata = file.GetMetadataReader();
        return [.. from type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                   let typeName = metadata.GetString(type.Name)
                   where typeName.EndsWith("Checks", StringComparison.Ordinal)
                   from method in type.GetMethods().Select(metadata.GetMethodDefinition)
                   where (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public && method.Attributes.HasFlag(MethodAttributes.Static)
                   select $"{typeName}.{metadata.GetString(method.Name)}"];
    }

    /// <summary>Runs it to its end and gives all it wrote. What takes longer than the limit is killed.</summary>
    public static Task<(int ExitCode, string Output)> Run(TimeSpan limit, IReadOnlyDictionary<string, string> environment, string check) =>
        Run(OperatingSystem.IsWindows() ? new ProcessStartInfo(TestRun.Program, [check]) : new ProcessStartInfo("mono", [TestRun.Program, check]), limit, environment);

    private static async Task<(int ExitCode, string Output)> Run(ProcessStartInfo start, TimeSpan limit, IReadOnlyDictionary<string, string> environment)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();

        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{await output}{await errors}Killed after {limit}.");
        }

        return (process.ExitCode, $"{await output}{await errors}".Trim());
    }

    private static async Task<string?> FindWhatIsMissing()
    {
        if (OperatingSystem.IsWindows()) return null;
        const string Needed = "Mono 6.8 or later is needed to run the Windows edition of the module here; install Debian's package mono-complete (mono-runtime alone lacks libraries)";
        try
        {
            var probe = await Run(new ProcessStartInfo("mono", ["--version"]), TimeSpan.FromMinutes(1), new Dictionary<string, string>(StringComparer.Ordinal));
            return probe.ExitCode == 0 ? null : $"{Needed}. mono --version ended with exit code {probe.ExitCode}.";
        }
        catch (Win32Exception)
        {
            return $"{Needed}. There is no mono on this machine's path.";
        }
    }
}
