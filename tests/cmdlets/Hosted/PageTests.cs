using System.Text.RegularExpressions;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The pages themselves: complete, linked, and correct about the parameters.</summary>
public sealed partial class PageTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    public static TheoryData<string> Cmdlets() => [.. Pages.Cmdlets];

    public static TheoryData<string> UserPages() => [.. Pages.ForUsers.Select(page => Path.GetRelativePath(TestRun.RepositoryRoot, page))];

    [Fact]
    public void Every_cmdlet_has_a_page()
    {
        var cmdlets = engine.Run("(Get-Command -Module PartnerQualification).Name").Texts.Sorted();

        Assert.Equal([.. cmdlets], Pages.Cmdlets);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_describes_the_parameters_as_they_are(string cmdlet)
    {
        var described = Pages.Parameters(cmdlet);

        var real = ParameterFacts.Of(engine.Command(cmdlet));

        Assert.Equal([.. real.Keys.Sorted()], described.Keys.Sorted());
        Assert.All(real, parameter => Assert.Equivalent(parameter.Value, described[parameter.Key], strict: true));
    }

    [Theory]
    [MemberData(nameof(UserPages))]
    public void A_page_leaves_nothing_to_be_filled_in_and_links_to_pages_that_exist(string page)
    {
        var path = Path.Combine(TestRun.RepositoryRoot, page);
        var text = File.ReadAllText(path);

        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.All(Link().Matches(text), link =>
        {
            var target = Path.Combine(Path.GetDirectoryName(path)!, link.Groups["target"].Value);
            Assert.True(Path.Exists(target), $"{page} links to {target}, which is not there.");
        });
    }

    [Fact]
    public void The_index_names_every_page_beside_it()
    {
        var index = Pages.Read("README");

        Assert.All(Directory.GetFiles(Path.Combine(TestRun.RepositoryRoot, "docs"), "*.md").Select(Path.GetFileName).Where(name => name != "README.md"), name =>
            Assert.Contains($"]({name})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_about_errors_explains_every_kind()
    {
        var text = Pages.Read("errors");

        var kinds = engine.Run("[enum]::GetNames([PartnerQualification.PartnerCenterErrorKind])").Texts;

        Assert.Contains("Throttled", kinds, StringComparer.Ordinal);
        // Every failure to sign in has an id of its own.
        Assert.All(kinds.Where(kind => kind != "SignInFailed"), kind => Assert.Matches($@"\| `{kind}` \| .+ \| .+ \|", text));
    }

    [Theory]
    [InlineData("Connect-PartnerQualification -Sandbox -DeviceCode", "AmbiguousParameterSet")]
    [InlineData("Get-CustomerQualification -Nobody", "NamedParameterNotFound")]
    [InlineData("Get-PartnerQualificationContext -Session 5", "ParameterArgumentTransformationError")]
    [InlineData("Set-CustomerQualification x -ThrottleLimit 0", "ParameterArgumentValidationError")]
    [InlineData("Set-CustomerQualification x -ThrottleLimit many", "CannotConvertArgumentNoMessage")]
    public void The_page_about_errors_explains_what_PowerShell_itself_refuses(string command, string id)
    {
        Assert.Equal([id], engine.Run(command).ErrorIds);
        Assert.Matches($@"\| (`\w+`, )*`{id}`(, `\w+`)* \| .+ \| .+ \|", Pages.Read("errors"));
    }

    [Fact]
    public void The_page_about_compatibility_names_the_PowerShell_that_the_tests_host()
    {
        var hosted = engine.Run("$PSVersionTable.PSVersion.ToString()").Only<string>();

        Assert.Contains($"(`System.Management.Automation` {hosted})", Pages.Read("compatibility"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_file_is_in_the_module_as_it_was_committed()
    {
        const string Name = "PartnerQualification.PowerShell.dll-Help.xml";

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(TestRun.RepositoryRoot, "src", "PartnerQualification.PowerShell", "en-US", Name)),
            File.ReadAllBytes(Path.Combine(TestRun.ModuleFolder, "en-US", Name)));
    }

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)#]+)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();
}
