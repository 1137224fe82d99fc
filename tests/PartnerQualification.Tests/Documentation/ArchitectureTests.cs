using System.Text.RegularExpressions;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Documentation;

/// <summary>docs/architecture.md names files; a reader must find them.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))];

    public static TheoryData<string> Named => [.. Names().Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Named))]
    public void A_type_that_the_page_names_has_a_file_or_stands_in_one(string name) =>
        Assert.Contains(Sources, file => file.EndsWith($"/{name}.cs", StringComparison.Ordinal) || Declares(file, name));

    [Fact]
    public void The_walk_of_a_row_names_its_stations() => Assert.InRange(Named.Count, 30, 60);

    private static IEnumerable<string> Names() => Name().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")))
        .Select(match => match.Groups["name"].Value)
        .Where(name => !name.StartsWith("src/", StringComparison.Ordinal) && !name.StartsWith("tests/", StringComparison.Ordinal) && !name.StartsWith("docs/", StringComparison.Ordinal));

    private static bool Declares(string file, string name) =>
        !name.Contains('/', StringComparison.Ordinal) && Regex.IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file)), $@"\b(class|record|struct|interface|enum) {name}\b", RegexOptions.None, TimeSpan.FromSeconds(5));

    /// <summary>A type, or a folder and a type in it. .NET's own that the page names are left out by name.</summary>
    [GeneratedRegex("`(?!AssemblyLoadContext|AssemblyResolve)(?<name>(?:[A-Z]\\w+/)*[A-Z]\\w+)`", RegexOptions.None, 5_000)]
    private static partial Regex Name();
}
