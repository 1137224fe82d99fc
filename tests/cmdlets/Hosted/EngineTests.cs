namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The hosted engine itself: it runs the module's folder and nothing else.</summary>
public sealed class EngineTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Fact]
    public void Assemblies_of_the_commands_lie_in_the_module_folder()
    {
        var run = engine.Run("""
            $null = Connect-PartnerQualification -Sandbox -CustomerCount 1
            $types = @((Get-Command -Module PartnerQualification).ImplementingType; (Get-CustomerQualification -All -IncludeUnqualified).GetType())
            $types | ForEach-Object { $_.Assembly.Location }
            """);

        Assert.Empty(run.Errors);
        Assert.Equal(12, run.Output.Count);
        Assert.All(run.Output, location => Assert.StartsWith(TestRun.ModuleFolder + Path.DirectorySeparatorChar, location.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_prompt_shows_what_a_person_sees()
    {
        engine.ConnectSandbox();

        var run = engine.Show("Get-PartnerValidationCode; Get-CustomerQualification nonsense; throw 'the end'");

        Assert.Contains(run.Lines, line => line.Contains("ValidationId", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("'nonsense' is not a customer id", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("the end", StringComparison.Ordinal));
    }
}
