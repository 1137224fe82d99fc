using System.Reflection;

namespace PartnerQualification.Packages.Tests;

/// <summary>What the tests are told of the repository that they were built from.</summary>
internal static class Repository
{
    private static readonly Dictionary<string, string> Metadata = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.Ordinal);

    public static string Root => Metadata["RepositoryRoot"];

    /// <summary>The version of everything in it.</summary>
    public static string Version => Metadata["Version"];

    /// <summary>Where this machine keeps the packages that the repository was restored with.</summary>
    public static string PackageFolder => Metadata["NuGetPackageRoot"];

    public static string Configuration => Metadata["Configuration"];

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The first block of C# on a page.</summary>
    public static string ExampleOf(string page)
    {
        var lines = page.Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```"));
    }
}
