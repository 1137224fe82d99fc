using System.Diagnostics;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Runs scripts in a hosted engine in a process of its own, for tests that look at what a process has loaded.</summary>
internal static class EngineProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a script to its end and gives the lines it wrote, errors among them.</summary>
    /// <param name="script">The script. No module is imported beforehand.</param>
    /// <param name="arguments">What its parameters are.</param>
    public static async Task<IReadOnlyList<string>> Run(string script, params string[] arguments)
    {
        using var process = new Process { StartInfo = Describe(arguments) };
        var output = new ProcessOutput(process);
        process.Start();
        output.Begin();
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();

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

    private static ProcessStartInfo Describe(string[] arguments) => new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [TestRun.AssemblyOf("PartnerQualification.EngineProcess", "net10.0"), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
