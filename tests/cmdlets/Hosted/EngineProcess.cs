using System.Diagnostics;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A script in a hosted engine in a process of its own: for tests that look at what a process has loaded, or that end one.</summary>
internal sealed class EngineProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ProcessOutput output;

    private EngineProcess(ProcessStartInfo description)
    {
        process = new Process { StartInfo = description };
        output = new ProcessOutput(process);
    }

    /// <summary>Runs a script to its end and gives the lines it wrote, errors among them.</summary>
    /// <param name="script">The script. No module is imported beforehand.</param>
    /// <param name="arguments">What its parameters are.</param>
    public static async Task<IReadOnlyList<string>> Run(string script, params string[] arguments)
    {
        using var running = await Start(script, arguments);
        return await running.WaitAsync();
    }

    /// <summary>Starts a script.</summary>
    /// <param name="script">The script. No module is imported beforehand.</param>
    /// <param name="arguments">What its parameters are.</param>
    public static Task<EngineProcess> Start(string script, params string[] arguments) => StartAsync(script, Describe(Host, [Assembly, .. arguments]));

    /// <summary>Starts a script that may make no file longer than so much, as on a full disk. Needs a shell that can set such a limit.</summary>
    /// <param name="kilobytes">How long a file may be.</param>
    /// <param name="script">The script. No module is imported beforehand.</param>
    /// <param name="arguments">What its parameters are.</param>
    public static Task<EngineProcess> StartWithShortFiles(int kilobytes, string script, params string[] arguments)
    {
        // Without the trap, the signal would end the process at once. The runtime maps its own code as a file, unless it is told not to.
        var description = Describe("/bin/bash", ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; exec \"$@\"", "bash", Host, Assembly, .. arguments]);
        description.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        description.Environment["DOTNET_EnableDiagnostics"] = "0";
        return StartAsync(script, description);
    }

    /// <summary>Waits for its end and gives the lines it wrote, errors among them.</summary>
    public async Task<IReadOnlyList<string>> WaitAsync()
    {
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The script did not end within {Limit}: {output.Text}", late);
        }

        return output.Text.Split(Environment.NewLine);
    }

    /// <summary>Ends the process as a machine does that is short of memory: at once, without a word to it.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Assembly => TestRun.AssemblyOf("PartnerQualification.EngineProcess", "net10.0");

    private static async Task<EngineProcess> StartAsync(string script, ProcessStartInfo description)
    {
        var running = new EngineProcess(description);
        running.process.Start();
        running.output.Begin();
        await running.process.StandardInput.WriteAsync(script);
        running.process.StandardInput.Close();
        return running;
    }

    private static ProcessStartInfo Describe(string file, string[] arguments) => new(file, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
