using System.Text.Json;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Workflows;

/// <summary>The container for development has what the workflows have.</summary>
public sealed class DevContainerTests
{
    private static readonly JsonElement Container = Read(".devcontainer/devcontainer.json");

    [Fact]
    public void Sdk_is_the_one_that_global_json_asks_for()
    {
        var asked = Version.Parse(Read("global.json").GetProperty("sdk").GetProperty("version").GetString()!);

        Assert.Equal($"{asked.Major}.{asked.Minor}", Feature("dotnet"));
    }

    [Fact]
    public void PowerShell_is_one_that_the_workflows_test() =>
        Assert.Contains(Feature("powershell"), WorkflowCommand.ValuesOf(".ci/Install-PowerShell.ps1", "Version"), StringComparer.Ordinal);

    [Fact]
    public void Modules_are_those_that_the_workflows_install()
    {
        var command = Container.GetProperty("postCreateCommand").GetString()!;

        Assert.Contains("-File .ci/Install-TestModule.ps1", command, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository.Root, ".ci", "Install-TestModule.ps1")));
    }

    [Fact]
    public void Image_and_features_have_a_version()
    {
        Assert.Matches(@":\d+-\w+$", Container.GetProperty("image").GetString());
        Assert.All(Container.GetProperty("features").EnumerateObject(), feature => Assert.Matches(@":\d+$", feature.Name));
    }

    private static string? Feature(string name) =>
        Container.GetProperty("features").EnumerateObject().Single(feature => feature.Name.Contains($"/features/{name}:", StringComparison.Ordinal)).Value.GetProperty("version").GetString();

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement;
}
