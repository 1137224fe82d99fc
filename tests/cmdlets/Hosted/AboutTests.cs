using System.Text.RegularExpressions;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The about topics, what leads to them, and where they lead.</summary>
public sealed partial class AboutTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Pages = "https://github.com/partnerqualification/PartnerQualification/blob/main/docs/";

    private static readonly string Docs = Path.Combine(TestRun.RepositoryRoot, "docs");

    private static readonly string[] Committed = Directory.GetFiles(Path.Combine(TestRun.RepositoryRoot, "src", "PartnerQualification.PowerShell", "en-US"), "*.help.txt");

    public static TheoryData<string> Topics() => [.. Names(Directory.GetFiles(Docs, "about_*.md"))];

    public static TheoryData<string> Cmdlets() => [.. Hosted.Pages.Cmdlets];

    [Fact]
    public void They_are_in_the_module_as_they_were_committed_one_for_each_page()
    {
        Assert.Equal(Names(Directory.GetFiles(Docs, "about_*.md")), Names(Committed));
        Assert.All(Committed, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(TestRun.ModuleFolder, "en-US", Path.GetFileName(file)))));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Get_Help_shows_a_topic_plainly_in_80_columns(string topic)
    {
        var lines = Lines("Get-Help $args[0]", topic);

        Assert.Equal(["TOPIC", $"    {topic}", string.Empty, "SHORT DESCRIPTION"], lines[..4]);
        Assert.All(lines, line => Assert.True(line.Length <= 80, $"{line.Length} columns: {line}"));
        Assert.DoesNotMatch("""```|`\w|\*\*|\]\(|<!--""", string.Join('\n', lines));
    }

    [Fact]
    public void Get_Help_lists_them_each_with_what_it_is_about()
    {
        var listed = engine.Run("Get-Help about_PartnerQualification* | ForEach-Object { \"$($_.Name): $($_.Synopsis)\" }").Texts.Sorted();

        Assert.Equal([.. Topics().Select(topic => $"{topic.Data}: {Lines("Get-Help $args[0]", topic.Data)[4].Trim()}")], listed);
    }

    [Fact]
    public void The_name_of_the_module_leads_to_the_first_topic()
    {
        Assert.Equal(Lines("Get-Help about_PartnerQualification"), Lines("Get-Help PartnerQualification"));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void What_a_topic_leads_to_is_there(string topic)
    {
        var lines = Lines("Get-Help $args[0]", topic);
        string[] named = [.. lines.SkipWhile(line => line != "SEE ALSO").Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Trim())];

        Assert.True(named.Length >= 5, $"{topic} leads to {named.Length} pages.");
        Assert.All(named, name =>
        {
            var page = SeeAlsoPage().Match(name);
            if (page.Success) Assert.True(File.Exists(Path.Combine(TestRun.RepositoryRoot, page.Groups["page"].Value)), name);
            else Assert.True(File.Exists(Path.Combine(Docs, name + ".md")), name);
        });
    }

    [Fact]
    public void The_first_topic_names_every_command_and_every_topic()
    {
        var text = string.Join('\n', Lines("Get-Help about_PartnerQualification"));

        Assert.All(Hosted.Pages.Cmdlets, cmdlet => Assert.Contains($"- {cmdlet}: ", text, StringComparison.Ordinal));
        Assert.All(Topics(), topic => Assert.Contains(topic.Data, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_command_leads_to_its_page_to_the_first_topic_and_to_pages_that_exist(string cmdlet)
    {
        var links = engine.Run("(Get-Help $args[0]).relatedLinks.navigationLink | ForEach-Object { $_.uri }", cmdlet).Texts;
        var online = engine.Run("(Get-Command $args[0]).HelpUri", cmdlet).Only<string>();

        Assert.Equal($"{Pages}{cmdlet}.md", online);
        Assert.Equal(online, links[0]);
        Assert.Contains($"{Pages}about_PartnerQualification.md", links, StringComparer.Ordinal);
        Assert.All(links, link => Assert.True(link.StartsWith(Pages, StringComparison.Ordinal) && File.Exists(Path.Combine(Docs, link[Pages.Length..])), link));
    }

    private static string[] Names(IEnumerable<string> files) => [.. files.Select(file => Path.GetFileName(file)).Select(name => name[..name.IndexOf('.', StringComparison.Ordinal)]).Sorted()];

    private string[] Lines(string script, params object?[] arguments) => engine.Run(script, arguments).Only<string>().TrimEnd('\n').Split('\n');

    [GeneratedRegex(@"^.+: (?<page>docs/[\w-]+\.md)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SeeAlsoPage();
}
