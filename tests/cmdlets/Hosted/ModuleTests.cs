using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The module as a whole: its manifest, what it exports, its import and its removal.</summary>
public sealed class ModuleTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private static readonly string[] Cmdlets =
    [
        "Connect-PartnerQualification", "Disconnect-PartnerQualification", "Export-CustomerQualificationReport", "Find-PartnerCustomer", "Get-CustomerQualification", "Get-CustomerQualificationHistory",
        "Get-PartnerQualificationContext", "Get-PartnerValidationCode", "Set-CustomerQualification", "Test-CustomerQualification", "Wait-CustomerQualification",
    ];

    private static readonly string Retired = TestRun.AssemblyOf(Path.Combine("Decoys", "PartnerCenter"), "net8.0");

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

    [Fact]
    public void With_a_prefix_errors_and_warnings_and_verbose_name_commands_as_they_are_typed()
    {
        using var plain = Engine.Open();

        var run = plain.Run(
            """
            Import-Module $args[0] -Prefix My
            Get-MyPartnerValidationCode
            $null = Connect-MyPartnerQualification -Sandbox -VettingSeconds 0
            Get-MyCustomerQualification nonsense
            Get-MyCustomerQualification
            @() | Get-MyCustomerQualification -Verbose 4>&1 | ForEach-Object { "$_" }
            """,
            TestRun.ImportedFolder);

        Assert.Equal(["NotConnected", "CustomerIdInvalid", "CustomerIdRequired"], run.ErrorIds);
        var said = string.Join('\n', run.Errors.Select(error => $"{error} {error.ErrorDetails.RecommendedAction}").Concat(run.Texts));
        Assert.Contains("Run Connect-MyPartnerQualification first", said, StringComparison.Ordinal);
        Assert.Contains("Find-MyPartnerCustomer finds both", said, StringComparison.Ordinal);
        Assert.Contains("Get-MyCustomerQualification -All reads all customers", said, StringComparison.Ordinal);
        Assert.Contains("Get-MyCustomerQualification begins", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Cmdlets, said.Contains);
    }

    [Fact]
    public void With_a_prefix_help_and_completion_are_there()
    {
        using var plain = Engine.Open();

        var run = plain.Run("Import-Module $args[0] -Prefix My; (Get-Help Set-MyCustomerQualification).Synopsis; @((Get-Help Set-MyCustomerQualification -Parameter Website).description.Text).Count", TestRun.ImportedFolder);

        Assert.StartsWith("Requests a qualification", run.Texts[0], StringComparison.Ordinal);
        Assert.Equal("1", run.Texts[1]);
        Assert.Equal(["K12", "HigherEducation"], (IReadOnlyList<string>)[.. plain.Complete("Set-MyCustomerQualification -EducationSegment ").Select(value => value.CompletionText)]);
    }

    [Fact]
    public void A_module_that_takes_a_name_of_ours_is_told_when_somebody_connects()
    {
        using var plain = Engine.Open();

        var run = plain.Run("Import-Module $args[0]; Import-Module $args[1]; $null = Connect-PartnerQualification -Sandbox; Get-PartnerValidationCode; @(PartnerQualification\\Get-PartnerValidationCode).Count", TestRun.ImportedFolder, Retired);

        Assert.Empty(run.Errors);
        var warning = Assert.Single(run.Warnings);
        Assert.Contains("Get-PartnerValidationCode runs the command of the module PartnerCenter", warning, StringComparison.Ordinal);
        Assert.Contains(@"PartnerQualification\Get-PartnerValidationCode", warning, StringComparison.Ordinal);
        Assert.Contains("Import-Module PartnerQualification -Prefix My", warning, StringComparison.Ordinal);
        Assert.Equal(["of the retired module", "2"], run.Texts);
    }

    [Theory]
    [InlineData("Import-Module $args[1]; Import-Module $args[0]", "")]
    [InlineData("Import-Module $args[1]; Import-Module $args[0] -Prefix My", "My")]
    [InlineData("Import-Module $args[0] -Prefix My; Import-Module $args[1]", "My")]
    [InlineData("function global:Get-PartnerValidationCode { 'mine' }; Import-Module $args[0]", "")]
    public void Nothing_is_told_at_connect_where_ours_has_its_name_or_the_user_chose(string import, string prefix)
    {
        using var plain = Engine.Open();

        var run = plain.Run($"{import}; $null = Connect-{prefix}PartnerQualification -Sandbox; @(PartnerQualification\\Get-{prefix}PartnerValidationCode).Count", TestRun.ImportedFolder, Retired);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Warnings);
        Assert.Equal(["2"], run.Texts);
    }
}
