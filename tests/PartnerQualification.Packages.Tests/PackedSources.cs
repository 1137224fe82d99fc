using System.IO.Compression;
using System.Text.Json;

namespace PartnerQualification.Packages.Tests;

/// <summary>
/// The packages as `dotnet pack` makes them of two copies of the sources, in folders of different names and depths: those for C# (src/Packages.slnf) and the module's. The copies
/// are packed side by side, once for all tests, without the analyzers, which change nothing in what is built.
/// </summary>
public sealed class PackedSources : IAsyncLifetime
{
    public static readonly string[] Ids = ["PartnerQualification", "PartnerQualification.Client", "PartnerQualification.Client.DependencyInjection", "PartnerQualification.Sandbox"];

    private const string Module = "PartnerQualification.Module";

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

    /// <summary>The module's package and its symbols, seen from the folder of the packages.</summary>
    public static string[] ModulePackages { get; } = [.. new[] { "nupkg", "snupkg" }.Select(extension => Path.Combine("module", $"PartnerQualification.{Repository.Version}.{extension}"))];

    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Folder, $"{id}.{Repository.Version}.{extension}");

    private static async Task<string> PackAsync(string target)
    {
        foreach (var file in Sources())
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // In one go with the module: a second one would look at all projects again.
        var filter = Path.Combine(target, "src", "Packages.slnf");
        var module = Path.Combine("src", Module, $"{Module}.csproj");
        await File.WriteAllTextAsync(filter, (await File.ReadAllTextAsync(filter)).Replace("\"projects\": [", $"\"projects\": [ {JsonSerializer.Serialize(module)},", StringComparison.Ordinal));
        await DotNet.RunAsync(target, "pack", filter, "--configuration", "Release", "-p:RunAnalyzers=false", "-p:NuGetAudit=false");
        return Collect(target);
    }

    /// <summary>Puts the packages into one folder, and those of the module, which have the name of the domain's, into one below it.</summary>
    private static string Collect(string target)
    {
        var packages = Path.Combine(target, "packages");
        Directory.CreateDirectory(Path.Combine(packages, "module"));
        foreach (var project in Directory.EnumerateDirectories(Path.Combine(target, "src")).Select(folder => Path.GetFileName(folder)))
        {
            var built = Path.Combine(target, "src", project, "bin", "Release");
            if (!Directory.Exists(built)) continue;
            foreach (var package in Directory.EnumerateFiles(built, "*.*nupkg"))
            {
                File.Move(package, Path.Combine(packages, project == Module ? "module" : string.Empty, Path.GetFileName(package)));
            }
        }

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
