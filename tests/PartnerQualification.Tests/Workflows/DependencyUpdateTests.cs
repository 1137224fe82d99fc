using PartnerQualification.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace PartnerQualification.Tests.Workflows;

/// <summary>.github/dependabot.yml looks after what is pinned, where it is pinned.</summary>
public sealed class DependencyUpdateTests
{
    private static readonly List<YamlMappingNode> Updates = [.. ((YamlSequenceNode)Yaml.Parse(File.ReadAllText(Path.Combine(Repository.Root, ".github", "dependabot.yml"))).Find("updates")!).Children.Cast<YamlMappingNode>()];

    /// <summary>A kind of dependency, and the file or folder, below its directory, that names them.</summary>
    public static TheoryData<string, string> Kinds => new()
    {
        { "devcontainers", ".devcontainer/devcontainer.json" },
        { "github-actions", ".github/workflows" },
        { "nuget", "Directory.Packages.props" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Dependencies_of_a_kind_are_looked_after_weekly_in_one_group(string kind, string place)
    {
        var update = Assert.Single(Updates, update => update.Find("package-ecosystem")!.Text() == kind);

        Assert.True(Path.Exists(Path.Combine(Repository.Root, update.Find("directory")!.Text().TrimStart('/'), place)), $"{kind}: there is no {place} in its directory.");
        Assert.Equal("weekly", ((YamlMappingNode)update.Find("schedule")!).Find("interval")!.Text());
        Assert.Single(((YamlMappingNode)update.Find("groups")!).Children);
    }

    [Fact]
    public void No_other_kind_is_looked_after() => Assert.Equal(
        Kinds.Select(kind => kind.Data.Item1),
        Updates.Select(update => update.Find("package-ecosystem")!.Text()).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);
}
