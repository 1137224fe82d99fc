using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The module as a whole: its manifest, what it exports, its import and its removal.</summary>
public sealed class ModuleTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private static readonly string[] Cmdlets =
    [
        "Connect-PartnerQualification", "Disconnect-PartnerQualification", "Find-PartnerCustomer", "Get-CustomerQualification", "Get-CustomerQualificationHistory",
        "Get-PartnerQualificationContext", "Get-PartnerValidationCode", "Set-CustomerQualification", "Test-CustomerQualification", "Wait-CustomerQualification",
    ];

    private static readonly string Manifest = Path.Combine(TestRun.ModuleFolder, "PartnerQualification.psd1");

    [Fact]
    public void Its_manifest_is_valid_without_a_warning()
    {
        var run = engine.Run("param($manifest) Test-ModuleManifest $manifest", Manifest);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Warnings);
        Assert.Equal("PartnerQualification", run.Only<PSModuleInfo>().Name);
    }

    [Fact]
    public void Its_manifest_exports_the_cmdlets_and_nothing_else()
    {
        var module = engine.Run("param($manifest) Test-ModuleManifest $manifest", Manifest).Only<PSModuleInfo>();

        Assert.Equal(Cmdlets, module.ExportedCmdlets.Keys.Sorted());
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedAliases);
        Assert.Empty(module.ExportedVariables);
    }

    [Fact]
    public void It_is_for_both_editions_from_5_1_on_and_requires_no_module()
    {
        var module = engine.Run("param($manifest) Test-ModuleManifest $manifest", Manifest).Only<PSModuleInfo>();

        Assert.Equal(["Core", "Desktop"], module.CompatiblePSEditions.Sorted());
        Assert.Equal(new Version(5, 1), module.PowerShellVersion);
        Assert.Empty(module.RequiredModules);
    }

    [Fact]
    public void It_lies_in_a_folder_named_after_its_version()
    {
        var module = engine.Run("param($manifest) Test-ModuleManifest $manifest", Manifest).Only<PSModuleInfo>();

        Assert.Equal(Path.GetFileName(TestRun.ModuleFolder), module.Version.ToString());
    }

    [Fact]
    public void It_brings_its_licence_and_neither_symbols_of_others_nor_PowerShell_itself()
    {
        string[] files = [.. Directory.GetFiles(TestRun.ModuleFolder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(TestRun.ModuleFolder, file))];

        Assert.Contains("LICENSE", files, StringComparer.Ordinal);
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("System.Management.Automation", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.EndsWith(".xml", StringComparison.Ordinal) && !file.StartsWith("en-US", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.EndsWith(".pdb", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("PartnerQualification", StringComparison.Ordinal));
    }

    [Fact]
    public void Imported_it_exports_what_its_manifest_says()
    {
        var run = engine.Run("(Get-Module PartnerQualification).ExportedCommands.Keys; (Get-Command -Module PartnerQualification).Name");

        Assert.Equal([.. Cmdlets, .. Cmdlets], (IReadOnlyList<string>)[.. run.Texts.Chunk(Cmdlets.Length).SelectMany(Sequence.Sorted)]);
    }

    [Fact]
    public void It_can_be_imported_twice_by_force_and_again_after_it_was_removed()
    {
        using var plain = Engine.Open();

        var run = plain.Run(
            """
            $ErrorActionPreference = 'Stop'
            Import-Module $args[0]
            Import-Module $args[0]
            Import-Module $args[0] -Force
            Remove-Module PartnerQualification
            "left: $(@(Get-Command -Module PartnerQualification).Count)"
            Import-Module $args[0]
            "there: $(@(Get-Command -Module PartnerQualification).Count)"
            "connected: $((Connect-PartnerQualification -Sandbox).IsConnected)"
            """,
            TestRun.ImportedFolder);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Warnings);
        Assert.Equal(["left: 0", $"there: {Cmdlets.Length}", "connected: True"], run.Texts);
    }

    [Fact]
    public void A_prefix_goes_before_every_noun_and_its_commands_work_together()
    {
        using var plain = Engine.Open();

        var run = plain.Run(
            """
            Import-Module $args[0] -Prefix My
            $null = Connect-MyPartnerQualification -Sandbox -CustomerCount 2
            (Get-Command -Module PartnerQualification).Name
            (Get-MyCustomerQualification -All -IncludeUnqualified).CustomerId
            """,
            TestRun.ImportedFolder);

        Assert.Empty(run.Errors);
        Assert.Equal(
            [.. Cmdlets.Select(name => name.Replace("-", "-My", StringComparison.Ordinal)), .. Customers.First(2)],
            run.Texts);
    }
}
