using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace PartnerQualification.Packages.Tests;

/// <summary>What is in the packages, and that it depends on nothing but the sources.</summary>
[Collection(nameof(PackedSources))]
public sealed class PackageTests(PackedSources packed)
{
    public static TheoryData<string> Ids => [.. PackedSources.Ids];

    [Fact]
    public void Sources_are_packed_into_these_packages_and_no_others() => Assert.Equal(
        PackedSources.Ids.SelectMany(id => new[] { $"{id}.{Repository.Version}.nupkg", $"{id}.{Repository.Version}.snupkg" }).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(packed.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_holds_its_assembly_with_documentation_for_each_framework_and_readme_and_licence(string id) => Assert.Equal(
        [
            "LICENSE", "README.md", $"lib/net8.0/{id}.dll", $"lib/net8.0/{id}.xml", $"lib/netstandard2.0/{id}.dll", $"lib/netstandard2.0/{id}.xml",
        ],
        Content(packed.PathOf(id)),
        StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Symbols_name_the_sources_by_their_place_in_the_repository(string id)
    {
        Assert.Equal([$"lib/net8.0/{id}.pdb", $"lib/netstandard2.0/{id}.pdb"], Content(packed.PathOf(id, "snupkg")), StringComparer.Ordinal);
        foreach (var (_, bytes) in PackedSources.Read(packed.PathOf(id, "snupkg")).Where(file => file.Key.EndsWith(".pdb", StringComparison.Ordinal)))
        {
            var documents = Documents(bytes);
            Assert.Contains(documents, document => document.StartsWith("/_/src/", StringComparison.Ordinal));
            Assert.All(documents, document => Assert.StartsWith("/_/", document, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_in_a_package_names_a_folder_of_the_machine(string id)
    {
        foreach (var package in new[] { packed.PathOf(id), packed.PathOf(id, "snupkg") }) AssertNamesNoFolder(package);
    }

    [Fact]
    public void Nothing_in_the_module_names_a_folder_of_the_machine() => Assert.All(PackedSources.ModulePackages, package => AssertNamesNoFolder(Path.Combine(packed.Folder, package)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Two_copies_of_the_sources_make_the_same_bytes(string id)
    {
        AssertSame($"{id}.{Repository.Version}.nupkg");
        AssertSame($"{id}.{Repository.Version}.snupkg");
    }

    [Fact]
    public void Two_copies_of_the_sources_make_the_same_module() => Assert.All(PackedSources.ModulePackages, AssertSame);

    [Fact]
    public void Packages_of_ours_ask_for_each_other_in_their_own_version_only()
    {
        var own = PackedSources.Ids.SelectMany(id => Dependencies(id).Where(dependency => dependency.Id.StartsWith("PartnerQualification", StringComparison.Ordinal))).ToArray();

        Assert.Equal(6, own.Length);
        Assert.All(own, dependency => Assert.Equal($"[{Repository.Version}]", dependency.Version));
    }

    [Fact]
    public void Sandbox_and_domain_bring_no_package_of_others_on_net() => Assert.Equal(
        ["PartnerQualification"],
        new[] { "PartnerQualification", "PartnerQualification.Sandbox" }.SelectMany(id => Dependencies(id)).Where(dependency => string.Equals(dependency.Framework, "net8.0", StringComparison.Ordinal)).Select(dependency => dependency.Id),
        StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_says_whose_it_is_and_where_its_sources_are(string id)
    {
        var metadata = Metadata(id);

        Assert.Equal((id, Repository.Version), (Value("id"), Value("version")));
        Assert.Equal(("MIT", "README.md"), (Value("license"), Value("readme")));
        Assert.Equal("https://github.com/partnerqualification/PartnerQualification", metadata.Element(metadata.Name.Namespace + "repository")!.Attribute("url")!.Value);
        Assert.StartsWith($"# {id}\n", Encoding.UTF8.GetString(PackedSources.Read(packed.PathOf(id))["README.md"]).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.NotEmpty(Value("description"));

        string Value(string name) => metadata.Element(metadata.Name.Namespace + name)!.Value;
    }

    private void AssertNamesNoFolder(string package)
    {
        foreach (var (name, bytes) in PackedSources.Read(package))
        {
            Assert.False(Holds(bytes, packed.SourcesFolder) || Holds(bytes, Repository.PackageFolder), $"{Path.GetFileName(package)}: {name}");
        }
    }

    private void AssertSame(string package)
    {
        var (one, other) = (Path.Combine(packed.Folder, package), Path.Combine(packed.OtherFolder, package));

        // File by file first: it says what differs.
        var files = PackedSources.Read(one);
        var others = PackedSources.Read(other);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), others.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Empty(files.Where(file => !file.Value.AsSpan().SequenceEqual(others[file.Key])).Select(file => file.Key));
        Assert.True(File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other)), $"The files in {package} are the same, and what holds them is not.");
    }

    private static IEnumerable<string> Content(string package) => PackedSources.Read(package).Keys
        .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
        .Order(StringComparer.Ordinal);

    private static List<string> Documents(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. symbols]);
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private XElement Metadata(string id)
    {
        using var nuspec = new MemoryStream(PackedSources.Read(packed.PathOf(id))[$"{id}.nuspec"]);
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private IEnumerable<(string Framework, string Id, string Version)> Dependencies(string id) => Metadata(id).Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .Select(element => (element.Parent!.Attribute("targetFramework")!.Value, element.Attribute("id")!.Value, element.Attribute("version")!.Value));
}
