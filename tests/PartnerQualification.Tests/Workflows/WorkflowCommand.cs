using System.Text.RegularExpressions;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Workflows;

/// <summary>A command of a step: one line that calls a script of the repository, or dotnet, and decides nothing itself.</summary>
internal static partial class WorkflowCommand
{
    /// <summary>What is wrong with a step's command.</summary>
    /// <param name="step">The step.</param>
    public static IEnumerable<string> Check(WorkflowStep step)
    {
        if (step.Run is not { } command) return [];
        if (Logic().IsMatch(command)) return [$"a command is more than one call: {command}"];
        var words = Expression().Replace(command, "value").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words[0] switch
        {
            "dotnet" => Dotnet(words),
            _ when !words[0].Contains('/', StringComparison.Ordinal) => [$"{words[0]} is neither a script of the repository nor dotnet"],
            _ when !File.Exists(Path.Combine(Repository.Root, words[0])) => [$"there is no {words[0]}"],
            _ when words[0].EndsWith(".ps1", StringComparison.Ordinal) => Script(words, step.Shell),
            _ => [],
        };
    }

    /// <summary>The values that a script's parameter takes.</summary>
    /// <param name="script">The script, from the root of the repository.</param>
    /// <param name="parameter">The parameter, with a ValidateSet.</param>
    public static IReadOnlyList<string> ValuesOf(string script, string parameter)
    {
        var set = Regex.Match(Text(script), $@"\[ValidateSet\((?<values>[^)]*)\)\]\s*\[string\]\s*\${parameter}\b", RegexOptions.None, TimeSpan.FromSeconds(5));
        return [.. set.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(value => value.Trim('\''))];
    }

    private static IEnumerable<string> Dotnet(string[] words) => words switch
    {
        [_, "nuget", "push", ..] => [],
        [_, "build", var project] when Directory.Exists(Path.Combine(Repository.Root, project)) => [],
        _ => [$"'{string.Join(' ', words)}' is no use of dotnet that WorkflowCommand knows"],
    };

    private static IEnumerable<string> Script(string[] words, string? shell)
    {
        if (shell is not ("pwsh" or "powershell")) yield return $"{words[0]} has no PowerShell as its shell";
        for (var i = 1; i < words.Length; i++)
        {
            if (!words[i].StartsWith('-')) continue;
            var parameter = words[i][1..];
            if (!Regex.IsMatch(Text(words[0]), $@"\]\s*\${parameter}\b", RegexOptions.None, TimeSpan.FromSeconds(5))) yield return $"{words[0]} has no parameter -{parameter}";
            var values = ValuesOf(words[0], parameter);
            if (values.Count > 0 && i + 1 < words.Length && words[i + 1] != "value" && !values.Contains(words[i + 1], StringComparer.Ordinal)) yield return $"{words[0]} -{parameter} does not take {words[i + 1]}";
        }
    }

    private static string Text(string script) => File.ReadAllText(Path.Combine(Repository.Root, script));

    [GeneratedRegex(@"[\n;|&]|\$\(", RegexOptions.None, 5_000)]
    private static partial Regex Logic();

    [GeneratedRegex(@"\$\{\{.*?\}\}", RegexOptions.Singleline, 5_000)]
    private static partial Regex Expression();
}
