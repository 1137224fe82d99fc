namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a process has loaded, and from where: no library of ours conflicts with that of another module.</summary>
public sealed class LoadingTests
{
    private const string ListOfAssemblies = """
        $list = {
            foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
                foreach ($assembly in $context.Assemblies) { if (-not $assembly.IsDynamic) { "$($context.Name): $($assembly.GetName().Name)" } }
            }
        }

        """;

    private static readonly string Library = Path.Combine(TestRun.ModuleFolder, "net8.0", "lib");

    [Fact]
    public async Task Importing_loads_the_domain_and_the_cmdlets_and_nothing_else()
    {
        var said = await EngineProcess.Run(ListOfAssemblies + "& $list; 'imported'; Import-Module $args[0]; & $list", TestRun.ImportedFolder);

        var before = said.TakeWhile(line => line != "imported").ToHashSet(StringComparer.Ordinal);
        var loaded = said.SkipWhile(line => line != "imported").Skip(1).Where(line => !before.Contains(line)).ToList();
        string[] shipped = [.. Directory.GetFiles(Library, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file))];
        Assert.Equal(
            ["Default: PartnerQualification", "Default: PartnerQualification.PowerShell"],
            loaded.Where(line => !line.Contains(": System.", StringComparison.Ordinal) && !line.Contains(": Microsoft.PowerShell.", StringComparison.Ordinal)).Sorted());
        Assert.Contains("Polly.Core", shipped, StringComparer.Ordinal);
        Assert.DoesNotContain(loaded, line => shipped.Contains(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..], StringComparer.Ordinal));
    }

    [Fact]
    public async Task Importing_makes_the_types_of_the_domain_known()
    {
        var said = await EngineProcess.Run("Import-Module $args[0]; & ([scriptblock]::Create('[PartnerQualification.CustomerQualification].FullName'))", TestRun.ImportedFolder);

        Assert.Equal(["PartnerQualification.CustomerQualification"], said);
    }

    [Fact]
    public async Task A_session_loads_client_and_sandbox_into_a_context_of_their_own_and_no_MSAL()
    {
        var said = await EngineProcess.Run(ListOfAssemblies + "Import-Module $args[0]; $null = Connect-PartnerQualification -Sandbox; $null = Get-PartnerValidationCode; & $list", TestRun.ImportedFolder);

        Assert.Equal(
            ["PartnerQualification: PartnerQualification.Client", "PartnerQualification: PartnerQualification.Sandbox", "PartnerQualification: Polly.Core"],
            said.Where(line => line.StartsWith("PartnerQualification: P", StringComparison.Ordinal)).Sorted());
        Assert.Equal(
            ["Default: PartnerQualification", "Default: PartnerQualification.EngineProcess", "Default: PartnerQualification.HostedEngine", "Default: PartnerQualification.PowerShell"],
            said.Where(line => line.StartsWith("Default: P", StringComparison.Ordinal)).Sorted());
        Assert.DoesNotContain(said, line => line.EndsWith(": Microsoft.Identity.Client", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("theirs,ours")]
    [InlineData("ours,theirs")]
    [InlineData("theirs,ours,theirs,ours")]
    public async Task An_older_Polly_of_another_module_goes_on_beside_ours(string order)
    {
        var decoy = TestRun.AssemblyOf(Path.Combine("Decoys", "OldPolly"), "net8.0");
        var theirs = Path.Combine(Path.GetDirectoryName(decoy)!, "Polly.Core.dll");
        var ours = Path.Combine(Library, "Polly.Core.dll");

        var said = await EngineProcess.Run(
            """
            $ErrorActionPreference = 'Stop'
            $module, $decoy, $order = $args
            $steps = @{
                ours   = { Import-Module $module; $null = Connect-PartnerQualification -Sandbox; "codes: $(@(Get-PartnerValidationCode).Count)" }
                theirs = { "theirs: $([System.Reflection.Assembly]::LoadFrom($decoy).GetType('PartnerQualification.Decoys.OldPolly')::Run().Location)" }
            }
            foreach ($step in $order -split ',') { & $steps[$step] }
            foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
                foreach ($assembly in $context.Assemblies) { if ($assembly.GetName().Name -eq 'Polly.Core') { "$($context.Name): $($assembly.Location)" } }
            }
            """,
            TestRun.ImportedFolder,
            decoy,
            order);

        Assert.NotEqual(VersionOf(ours), VersionOf(theirs), StringComparer.Ordinal);
        Assert.Equal(
            [.. order.Split(',').Select(step => step == "ours" ? "codes: 2" : $"theirs: {theirs}").Concat([$"Default: {theirs}", $"PartnerQualification: {ours}"]).Sorted()],
            said.Sorted());
    }

    private static string? VersionOf(string file) => System.Diagnostics.FileVersionInfo.GetVersionInfo(file).FileVersion;
}
