using System.Text.RegularExpressions;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The Markdown pages of the repository.</summary>
internal static partial class Pages
{
    private const int MatchTimeout = 10_000;

    /// <summary>The pages that are for users.</summary>
    public static IReadOnlyList<string> ForUsers { get; } = [Path.Combine(TestRun.RepositoryRoot, "README.md"), .. Docs()];

    /// <summary>The cmdlets that have a page: the pages are the source of Get-Help.</summary>
    public static IReadOnlyList<string> Cmdlets { get; } =
        [.. Docs().Where(page => File.ReadLines(page).Skip(1).FirstOrDefault() == "document type: cmdlet").Select(page => Path.GetFileNameWithoutExtension(page))];

    /// <summary>A page of docs, as text.</summary>
    /// <param name="name">Its name without the ending.</param>
    public static string Read(string name) => File.ReadAllText(Path.Combine(TestRun.RepositoryRoot, "docs", name + ".md"));

    /// <summary>The PowerShell blocks of all pages that are for users, in their order.</summary>
    public static IReadOnlyList<PageBlock> PowerShellBlocks() => [.. ForUsers.SelectMany(BlocksOf)];

    /// <summary>The parameters that a cmdlet's page describes, in the words of PlatyPS's Markdown.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    public static IReadOnlyDictionary<string, ParameterFacts> Parameters(string cmdlet) => Parameter().Matches(Read(cmdlet)).ToDictionary(
        match => match.Groups["name"].Value,
        match => FactsOf(match.Groups["yaml"].Value),
        StringComparer.Ordinal);

    private static IEnumerable<string> Docs() => Directory.GetFiles(Path.Combine(TestRun.RepositoryRoot, "docs"), "*.md").Sorted();

    private static IEnumerable<PageBlock> BlocksOf(string page) => Block().Matches(File.ReadAllText(page)).Select((match, index) =>
        new PageBlock(Path.GetFileName(page), index + 1, match.Groups["code"].Value, match.Groups["error"].Value, match.Groups["shown"].Value));

    private static ParameterFacts FactsOf(string yaml) => new(
        TypeLine().Match(yaml).Groups["type"].Value,
        DefaultLine().Match(yaml).Groups["default"].Value.Trim('\''),
        [.. AliasLines().Match(yaml).Groups["aliases"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[2..]).Sorted()],
        [.. ParameterSet().Matches(yaml).Select(match => match.Groups).Select(set => ParameterFacts.Set(set["set"].Value, set["position"].Value, set["required"].Value, set["value"].Value, set["name"].Value)).Sorted()]);

    // Pages.ps1 reads the same blocks. '<!-- error: Id -->' on the line before one says that it is there to show that error.
    [GeneratedRegex("""^(?:<!-- error: (?<error>\w+) -->\n+)?```powershell\n(?<code>.*?)\n```$(?:\n\n```\n(?<shown>.*?)\n```$)?""", RegexOptions.Multiline | RegexOptions.Singleline, MatchTimeout)]
    private static partial Regex Block();

    [GeneratedRegex("""^### -(?<name>\w+)\n\n.*?\n+```yaml\n(?<yaml>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline, MatchTimeout)]
    private static partial Regex Parameter();

    [GeneratedRegex("^Type: (?<type>.+)$", RegexOptions.Multiline, MatchTimeout)]
    private static partial Regex TypeLine();

    [GeneratedRegex("^DefaultValue: (?<default>.+)$", RegexOptions.Multiline, MatchTimeout)]
    private static partial Regex DefaultLine();

    [GeneratedRegex("^Aliases:\n(?<aliases>(?:- .+\n)+)", RegexOptions.Multiline, MatchTimeout)]
    private static partial Regex AliasLines();

    [GeneratedRegex("^- Name: (?<set>.+)\n  Position: (?<position>.+)\n  IsRequired: (?<required>.+)\n  ValueFromPipeline: (?<value>.+)\n  ValueFromPipelineByPropertyName: (?<name>.+)$", RegexOptions.Multiline, MatchTimeout)]
    private static partial Regex ParameterSet();
}

/// <summary>A PowerShell block of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Number">Which block it is there, from 1.</param>
/// <param name="Code">What it says.</param>
/// <param name="ErrorId">The error that it is there to show; empty where it shows none.</param>
/// <param name="Shown">The block without a language behind it, which is what it shows; empty where there is none.</param>
internal sealed record PageBlock(string Page, int Number, string Code, string ErrorId, string Shown);
