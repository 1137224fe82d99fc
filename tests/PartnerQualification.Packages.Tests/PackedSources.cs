using System.IO.Compression;

namespace PartnerQualification.Packages.Tests;

/// <summary>
/// The packages as `dotnet pack src/Packages.slnf` makes them of two copies of the sources, in folders of different names and depths. The copies
/// are packed side by side, once for all tests, without the analyzers, which change nothing in what is built.
/// </summary>
public sealed class PackedSources : IAsyncLifetime
{
    public static readonly string[] Ids = ["PartnerQualification", "PartnerQualification.Client", "PartnerQualification.Client.DependencyInjection", "PartnerQualification.Sandbox"];

    private readonly TemporaryFolder folder = new();

    /// <summary>The packages of the first copy.</summary>
    public string Folder { get; private set; } = null!;

    /// <summary>The packages of the second copy.</summary>
    public string OtherFolder { get; private set; } = null!;

    /// <summary>The files that every repository of these sources needs to be packed.</summary>
    public string SourcesFolder { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        SourcesFolder = folder.Create("first");
        var folders = await Task.WhenAll(PackAsync(SourcesFolder), PackAsync(folder.Create("second", "and", "deeper")));
        (Folder, OtherFolder) = (folders[0], folders[1]);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The files in a package or its symbols, by their names.</summary>
    public static IReadOnlyDictionary<string, byte[]> Read(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return archive.Entries.ToDictionary(entry => entry.FullName, Bytes, StringComparer.Ordinal);
    }

    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Folder, $"{id}.{Repository.Version}.{extension}");

    private static async Task<string> PackAsync(string target)
    {
        foreach (var file in Sources())
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var packages = Path.Combine(target, "packages");
        await DotNet.RunAsync(target, "pack", "src/Packages.slnf", "--configuration", "Release", "--output", packages, "-p:RunAnalyzers=false", "-p:NuGetAudit=false");
        return packages;
    }

    private static IEnumerable<string> Sources() =>
    [
        .. Directory.EnumerateFiles(Repository.Root),
        .. Directory.EnumerateFiles(Repository.PathOf("src"), "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")),
    ];

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>The tests that share the packages.</summary>
[CollectionDefinition(nameof(PackedSources))]
public sealed class PackedSourcesGroup : ICollectionFixture<PackedSources>;
