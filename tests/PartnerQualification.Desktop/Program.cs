using System.Runtime.InteropServices;

namespace PartnerQualification.Desktop;

/// <summary>Runs the one check that is named, as Class.Method, and prints how it went. Every check runs in a process of its own, because what it loads stays loaded.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        LoadedModule.Load(TestRun.ModuleFolder);
        var check = Check.All.SingleOrDefault(check => arguments.Contains(check.Name, StringComparer.Ordinal));
        if (check is null)
        {
            await Console.Error.WriteLineAsync($"Name one check:{Environment.NewLine}{string.Join(Environment.NewLine, Check.All.Select(check => check.Name))}");
            return 2;
        }

        return End(await check.RunAsync());
    }

    /// <summary>
    /// Ends the process at once. Mono stops its own threads on the way out, and now and then one of them takes that for a fatal error
    /// (the one that runs timers, in the middle of sorting them), which would make a check fail that has passed.
    /// </summary>
    private static int End(int exitCode)
    {
        Console.Out.Flush();
        Console.Error.Flush();
        if (Framework.IsMono) EndNow(exitCode);
        return exitCode;
    }

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void EndNow(int exitCode);
}
