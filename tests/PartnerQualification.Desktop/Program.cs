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

        return await check.RunAsync();
    }
}
