using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// The PowerShell blocks of the pages, run as they stand. Those that need what this engine lacks (NotInTheEngine.txt)
/// are run by Examples.Tests.ps1 in a whole PowerShell, which reads the same list.
/// </summary>
public sealed partial class ExampleTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Readme = "README.md";

    private static readonly string[] Lacking =
        [.. File.ReadLines(Path.Combine(TestRun.Folder, "NotInTheEngine.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    public static TheoryData<string, int> Blocks()
    {
        var rows = new TheoryData<string, int>();
        foreach (var block in Pages.PowerShellBlocks().Where(block => block.Page != Readme && !NeedsWholePowerShell(block))) rows.Add(block.Page, block.Number);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_runs_as_it_stands_and_shows_something(string page, int number)
    {
        var block = Pages.PowerShellBlocks().Single(block => block.Page == page && block.Number == number);
        using var folder = new ExampleFolder();
        using var reader = folder.Open();

        AssertRuns(block, reader.Run(block.Code));
    }

    [Fact]
    public void The_readme_runs_from_top_to_bottom()
    {
        using var folder = new ExampleFolder();
        using var reader = folder.Open();

        Assert.All(Pages.PowerShellBlocks().Where(block => block.Page == Readme && !NeedsWholePowerShell(block)), block => AssertRuns(block, reader.Run(block.Code)));
    }

    [Fact]
    public void The_readme_shows_what_comes_out_in_a_window_of_120_columns()
    {
        using var folder = new ExampleFolder();
        using var reader = folder.Open();
        var compared = 0;

        foreach (var block in Pages.PowerShellBlocks().Where(block => block.Page == Readme && !NeedsWholePowerShell(block)))
        {
            // What was written to the screen in one line is broken between its words.
            var screen = reader.Show(block.Code).Lines.Where(line => line.Length > 0).Select(line => WordWrap.Fit(line, 120));
            if (block.Shown.Length == 0) continue;
            compared++;
            Assert.Equal(block.Shown, string.Join(Environment.NewLine, screen).ReplaceLineEndings("\n"));
        }

        Assert.True(compared > 0);
    }

    private static void AssertRuns(PageBlock block, ScriptRun run)
    {
        Assert.Equal(block.ErrorId, string.Join(' ', run.ErrorIds.Distinct(StringComparer.Ordinal)));
        Assert.DoesNotContain(run.Warnings, warning => !warning.Contains("Interrupted list", StringComparison.Ordinal) && !warning.Contains("Partner Center has denied", StringComparison.Ordinal));
        // What connects shows the session, and -WhatIf speaks to the host: neither says that the rest did anything.
        var isToShowMore = Worker().IsMatch(block.Code) && !block.Code.EndsWith("-WhatIf", StringComparison.Ordinal);
        Assert.Contains(run.Output, item => !isToShowMore || !item.TypeNames[0].EndsWith("PartnerQualificationSession", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_block_of_the_pages_is_found()
    {
        Assert.Equal(
            Pages.ForUsers.Sum(page => File.ReadLines(page).Count(line => line.StartsWith("```powershell", StringComparison.Ordinal))),
            Pages.PowerShellBlocks().Count);
    }

    [Fact]
    public void What_is_run_here_names_no_command_that_this_engine_lacks()
    {
        var run = Resolve(Pages.PowerShellBlocks().Where(block => !NeedsWholePowerShell(block)).SelectMany(Names).Where(name => name[0] != '-'));

        Assert.NotEmpty(run);
        Assert.All(run, command => Assert.True(command.IsThere, $"{command.Name} is missing in NotInTheEngine.txt."));
    }

    [Fact]
    public void What_is_left_to_a_whole_PowerShell_is_used_and_not_there()
    {
        var used = Pages.PowerShellBlocks().SelectMany(Names).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.All(Lacking, name => Assert.Contains(name, used, StringComparer.OrdinalIgnoreCase));
        Assert.All(Resolve(Lacking.Where(name => name[0] != '-')), command => Assert.False(command.IsThere, $"{command.Name} is there: take it out of NotInTheEngine.txt."));
    }

    internal static bool NeedsWholePowerShell(PageBlock block) => Names(block).Any(name => Lacking.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>The commands that a block names, and the parameters it gives them, with their dash.</summary>
    private static IEnumerable<string> Names(PageBlock block) => Parser.ParseInput(block.Code, out _, out _)
        .FindAll(ast => ast is CommandAst or CommandParameterAst, searchNestedScriptBlocks: true)
        .Select(ast => ast is CommandParameterAst parameter ? $"-{parameter.ParameterName}" : ((CommandAst)ast).GetCommandName())
        .OfType<string>();

    private IReadOnlyList<(string Name, bool IsThere)> Resolve(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, engine.Run("param($name) Get-Command $name -ErrorAction Ignore", name).Output.Count > 0))];

    [GeneratedRegex(@"^[^#\n]*\b((Get|Set|Wait)-CustomerQualification|Find-PartnerCustomer|Get-PartnerValidationCode)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Worker();
}
