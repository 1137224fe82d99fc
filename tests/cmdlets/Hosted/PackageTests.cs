using System.IO.Compression;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The module's package: what is in it, what a gallery reads in it, and that what is in it works. Package.Tests.ps1 publishes and installs it.</summary>
public sealed partial class PackageTests(ModuleEngine engine, PackageTests.Unpacked unpacked) : IClassFixture<ModuleEngine>, IClassFixture<PackageTests.Unpacked>
{
    private const string Repository = "https://github.com/partnerqualification/PartnerQualification";

    private static readonly string[] Own = ["PartnerQualification.PowerShell", "PartnerQualification", "lib/PartnerQualification.Client", "lib/PartnerQualification.Report", "lib/PartnerQualification.Sandbox"];

    private static readonly string[] OfOthers = ["Microsoft.Identity.Client", "Microsoft.Identity.Client.Extensions.Msal", "Microsoft.IdentityModel.Abstractions", "Polly.Core", "System.Security.Cryptography.ProtectedData"];

    // What .NET has and the .NET Framework has not.
    private static readonly string[] OfTheFrameworkEdition =
    [
        "Microsoft.Bcl.AsyncInterfaces", "Microsoft.Bcl.TimeProvider", "System.Buffers", "System.Diagnostics.DiagnosticSource", "System.Formats.Asn1",
        "System.IO.FileSystem.AccessControl", "System.Memory", "System.Numerics.Vectors", "System.Runtime.CompilerServices.Unsafe", "System.Security.AccessControl", "System.Security.Principal.Windows",
        "System.Text.Encodings.Web", "System.Text.Json", "System.Threading.Tasks.Extensions", "System.ValueTuple",
    ];

    private static readonly string[] Texts =
    [
        "LICENSE", "PartnerQualification.psd1", "PartnerQualification.format.ps1xml", "PartnerQualification.types.ps1xml",
        "en-US/PartnerQualification.PowerShell.dll-Help.xml", "en-US/PartnerQualification.help.txt", "en-US/about_PartnerQualification.help.txt",
        "en-US/about_PartnerQualification_ManyCustomers.help.txt", "en-US/about_PartnerQualification_Safety.help.txt", "en-US/about_PartnerQualification_SignIn.help.txt",
    ];

    [Fact]
    public void Holds_the_module_and_nothing_else() => Assert.Equal(
        [
            .. Texts
                .Concat(Own.Concat(OfOthers.Select(name => "lib/" + name)).SelectMany(name => new[] { $"net472/{name}.dll", $"net8.0/{name}.dll" }))
                .Concat(OfTheFrameworkEdition.Select(name => $"net472/lib/{name}.dll"))
                .Sorted(),
        ],
        unpacked.Files);

    [Fact]
    public void Symbols_of_every_assembly_of_ours_are_beside_it()
    {
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(unpacked.Package, ".snupkg"));

        Assert.Equal(
            Own.SelectMany(name => new[] { $"net472/{name}.pdb", $"net8.0/{name}.pdb" }).Sorted(),
            symbols.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".pdb", StringComparison.Ordinal)).Sorted());
    }

    [Fact]
    public void Every_library_in_it_is_asked_for_by_another_assembly_in_it()
    {
        foreach (var edition in new[] { "net472", "net8.0" })
        {
            var assemblies = unpacked.Files.Where(file => file.StartsWith(edition, StringComparison.Ordinal)).ToDictionary(file => Path.GetFileNameWithoutExtension(file), References, StringComparer.Ordinal);
            var asked = new Queue<string>(Own.Select(name => Path.GetFileName(name)));
            var needed = new HashSet<string>(asked, StringComparer.Ordinal);
            while (asked.TryDequeue(out var name))
            {
                foreach (var reference in assemblies[name].Where(assemblies.ContainsKey).Where(needed.Add)) asked.Enqueue(reference);
            }

            Assert.Equal(assemblies.Keys.Sorted(), needed.Sorted());
        }
    }

    [Fact]
    public void Tells_a_gallery_what_the_manifest_says()
    {
        var manifest = engine.Run("param($manifest) Test-ModuleManifest $manifest", Path.Combine(unpacked.Folder, "PartnerQualification.psd1")).Only<PSModuleInfo>();

        var told = unpacked.Metadata.Elements().ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);

        var commands = manifest.ExportedCmdlets.Keys.Sorted().SelectMany(name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" });
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["id"] = manifest.Name,
                ["version"] = manifest.Version.ToString(),
                ["authors"] = manifest.Author,
                ["owners"] = manifest.CompanyName,
                ["requireLicenseAcceptance"] = "false",
                ["licenseUrl"] = manifest.LicenseUri.ToString(),
                ["projectUrl"] = manifest.ProjectUri.ToString(),
                ["iconUrl"] = manifest.IconUri.ToString(),
                ["description"] = manifest.Description,
                ["releaseNotes"] = manifest.ReleaseNotes,
                ["copyright"] = manifest.Copyright,
                ["tags"] = string.Join(' ', ["PSModule", .. manifest.Tags, "PSIncludes_Cmdlet", .. commands]),
            },
            told);
    }

    [Fact]
    public void Manifest_has_a_tag_for_each_edition_and_system_and_each_tag_once()
    {
        var manifest = engine.Run("param($manifest) Test-ModuleManifest $manifest", Path.Combine(unpacked.Folder, "PartnerQualification.psd1")).Only<PSModuleInfo>();

        Assert.Equal(manifest.CompatiblePSEditions.Select(edition => $"PSEdition_{edition}").Sorted(), manifest.Tags.Where(tag => tag.StartsWith("PSEdition_", StringComparison.Ordinal)).Sorted());
        Assert.Superset(new HashSet<string>(["Windows", "Linux", "MacOS"], StringComparer.Ordinal), manifest.Tags.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(manifest.Tags.Distinct(StringComparer.OrdinalIgnoreCase), manifest.Tags, StringComparer.Ordinal);
        Assert.DoesNotContain(manifest.Tags, tag => tag.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public void Release_notes_are_the_summary_of_the_changelog_and_lead_to_it()
    {
        var changelog = File.ReadAllText(Path.Combine(TestRun.RepositoryRoot, "CHANGELOG.md"));
        var summary = Summary().Matches(changelog).Single(section => section.Groups["version"].Value == Text("version")).Groups["summary"].Value;

        Assert.Equal($"{summary} In full: {Repository}/blob/main/CHANGELOG.md", Text("releaseNotes"));
    }

    [Theory]
    [InlineData("licenseUrl", "blob/main/")]
    [InlineData("iconUrl", "main/")]
    public void Addresses_lead_to_files_of_the_repository(string name, string before)
    {
        var address = Text(name);

        Assert.StartsWith(name == "iconUrl" ? Repository.Replace("github.com", "raw.githubusercontent.com", StringComparison.Ordinal) : Repository, address, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(TestRun.RepositoryRoot, address[(address.IndexOf(before, StringComparison.Ordinal) + before.Length)..])), address);
    }

    [Fact]
    public async Task Unpacked_it_does_in_a_process_of_its_own_what_the_README_shows()
    {
        string[] blocks = [.. Pages.PowerShellBlocks().Where(block => block is { Page: "README.md", ErrorId: "" } && !ExampleTests.NeedsWholePowerShell(block)).Select(block => block.Code)];
        var folder = Directory.CreateTempSubdirectory("pq-package-").FullName;

        var said = await EngineProcess.Run(
            """
            $module, $folder, $blocks = $args
            $null = $ExecutionContext.SessionState.Path.SetLocation($folder)
            Import-Module $module
            "from the package: $((Get-Command Set-CustomerQualification).ImplementingType.Assembly.Location.StartsWith($module))"
            foreach ($block in $blocks) {
                $Error.Clear()
                $shown = . ([scriptblock]::Create($block))
                "shown: $(@($shown).Count -gt 0), errors: $($Error.Count)"
            }
            """,
            [unpacked.ImportedFolder, folder, .. blocks]);
        Directory.Delete(folder, recursive: true);

        Assert.InRange(blocks.Length, 2, int.MaxValue);
        Assert.Equal(["from the package: True", .. blocks.Select(_ => "shown: True, errors: 0")], said);
    }

    private string Text(string name) => unpacked.Metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    private string[] References(string file)
    {
        using var assembly = AssemblyFile.Open(Path.Combine(unpacked.Folder, file));
        return [.. assembly.References];
    }

    [GeneratedRegex(@"^## (?<version>[0-9.]+)[^\n]*\n\n(?<summary>[^#\n][^\n]*)\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Summary();

    /// <summary>The package as whoever installs it unpacks it: into a folder named after its version, without what is for the gallery only.</summary>
    public sealed class Unpacked : IDisposable
    {
        private readonly string root = Directory.CreateTempSubdirectory("pq-package-").FullName;

        public Unpacked()
        {
            var version = Path.GetFileName(TestRun.ModuleFolder);
            Package = Path.Combine(TestRun.PackageFolder, $"PartnerQualification.{version}.nupkg");
            ImportedFolder = Path.Combine(root, "PartnerQualification");
            Folder = Path.Combine(ImportedFolder, version);
            ZipFile.ExtractToDirectory(Package, Folder);
            Metadata = XDocument.Load(Path.Combine(Folder, "PartnerQualification.nuspec")).Root!.Elements().Single();
            File.Delete(Path.Combine(Folder, "PartnerQualification.nuspec"));
            File.Delete(Path.Combine(Folder, "[Content_Types].xml"));
            Directory.Delete(Path.Combine(Folder, "_rels"), recursive: true);
            Directory.Delete(Path.Combine(Folder, "package"), recursive: true);
        }

        /// <summary>The package.</summary>
        public string Package { get; }

        /// <summary>The folder that users import.</summary>
        public string ImportedFolder { get; }

        /// <summary>The folder in it that has the files.</summary>
        public string Folder { get; }

        /// <summary>What a gallery reads.</summary>
        public XElement Metadata { get; }

        /// <summary>The files, by their paths in the package.</summary>
        public IReadOnlyList<string> Files => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Sorted();

        /// <inheritdoc/>
        public void Dispose() => Directory.Delete(root, recursive: true);
    }
}
