using System.Globalization;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What Get-Help says of each cmdlet.</summary>
public sealed class HelpTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    public static TheoryData<string> Cmdlets() => [.. Pages.Cmdlets];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_says_in_a_sentence_what_the_cmdlet_does_and_describes_it(string cmdlet)
    {
        var run = engine.Run("param($name) $help = Get-Help $name -Full; $help.Synopsis; $help.description.Text", cmdlet);

        Assert.Matches("^[A-Z][^\n]+\\.$", run.Output[0].ToString());
        Assert.True(run.Output.Count > 2, "The description has two paragraphs at least.");
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_gives_three_examples_at_least_each_with_a_title_code_and_words(string cmdlet)
    {
        string[][] examples = [.. engine.Run("param($name) (Get-Help $name -Examples).examples.example | ForEach-Object { $_.title; $_.code; $_.remarks.Text -join '' }", cmdlet).Texts.Chunk(3)];

        Assert.True(examples.Length >= 3, $"{cmdlet} has {examples.Length} examples.");
        Assert.All(examples, example =>
        {
            Assert.Matches(@"Example \d+: \w+", example[0]);
            Assert.Contains(cmdlet, example[1], StringComparison.Ordinal);
            Assert.Matches(@"\w+ .+\.", example[2]);
        });
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_describes_every_parameter(string cmdlet)
    {
        var described = engine.Run("param($name) Get-Help $name -Parameter * | ForEach-Object { \"$($_.name): $($_.description.Text -join ' ')\" }", cmdlet).Texts;

        Assert.Equal(
            [.. ParameterFacts.Shown(engine.Command(cmdlet)).Select(parameter => parameter.Name).Sorted()],
            described.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Sorted());
        Assert.All(described, line => Assert.Matches(@"^\w+: \S+ .+\.", line));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Its_syntax_has_what_each_parameter_set_has(string cmdlet)
    {
        var command = engine.Command(cmdlet);
        var shown = engine.Run("param($name) (Get-Help $name -Full).syntax.syntaxItem | ForEach-Object { , @($_.parameter.name) }", cmdlet);

        var real = ParameterFacts.Shown(command).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            [.. command.ParameterSets.Select(set => Sorted(set.Parameters.Select(parameter => parameter.Name).Where(real.Contains))).Sorted()],
            shown.Output.Select(names => Sorted(((object[])names.BaseObject).Select(name => name.ToString()!))).Sorted());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_says_what_comes_in_what_goes_out_and_where_to_read_on(string cmdlet)
    {
        var run = engine.Run("param($name) $help = Get-Help $name -Full; \"$($help.inputTypes.inputType.description.Text)\"; \"$($help.returnValues.returnValue.description.Text)\"; \"$(@($help.relatedLinks.navigationLink.uri)[0])\"", cmdlet);

        Assert.All(run.Texts.Take(2), text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.Matches(@"^https://.+\.md$", run.Output[2].ToString());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void It_shows_no_Markdown_apart_from_the_dashes_of_its_lists(string cmdlet)
    {
        using var wide = new ModuleEngine(new EngineOptions { Width = 4096 });

        var run = wide.Show("param($name) Get-Help $name -Full", cmdlet);

        Assert.Contains("SYNOPSIS", run.Shown, StringComparison.Ordinal);
        Assert.DoesNotMatch("""```|`\w|\*\*|\]\(|<!--|\{\{|\x80""", run.Shown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void It_is_found_whatever_the_culture(string culture)
    {
        using var foreign = new ModuleEngine(new EngineOptions { Culture = CultureInfo.GetCultureInfo(culture) });

        var run = foreign.Run("(Get-Help Set-CustomerQualification).Synopsis");

        Assert.StartsWith("Requests a qualification", Assert.Single(run.Output).ToString(), StringComparison.Ordinal);
    }

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Sorted());
}
