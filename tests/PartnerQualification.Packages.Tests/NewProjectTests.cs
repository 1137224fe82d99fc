using System.Text;

namespace PartnerQualification.Packages.Tests;

/// <summary>A developer's new project, with packages from a folder, and the examples of the packages' readmes and of docs/diagnostics.md in its program.</summary>
[Collection(nameof(PackedSources))]
public sealed class NewProjectTests(PackedSources packed)
{
    [Fact]
    public async Task Examples_run_in_a_new_project_that_restored_the_packages_from_a_folder()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "nuget.config", NuGetConfiguration());
        await WriteAsync(folder, "New.csproj", Project);
        await WriteAsync(folder, "Program.cs", Program());
        await DotNet.RunAsync(folder.Path, "build", "--output", "built");

        var output = await DotNet.RunAsync(folder.Path, "exec", Path.Combine("built", "New.dll"));

        Assert.Equal(
            """
            Education for c0000000-0000-4000-8000-000000000001
            c0000000-0000-4000-8000-000000000001: Education, InReview
            c0000000-0000-4000-8000-000000000004: StateOwnedEntity
            200 []
            reading validation codes: 200, 1 attempt
            """.ReplaceLineEndings(),
            output.TrimEnd());
    }

    private static string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PartnerQualification.Client.DependencyInjection" Version="{Repository.Version}" />
            <PackageReference Include="PartnerQualification.Sandbox" Version="{Repository.Version}" />
            <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="8.0.1" />
          </ItemGroup>
        </Project>
        """;

    private static Task WriteAsync(TemporaryFolder folder, string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(folder.Path, name), text, TestContext.Current.CancellationToken);

    /// <summary>Our packages come from the folder; those of others are where this repository was restored to, and no registry is asked.</summary>
    private string NuGetConfiguration() => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="restored" /></config>
          <packageSources><clear /><add key="packed" value="{packed.Folder}" /></packageSources>
          <fallbackPackageFolders><clear /><add key="machine" value="{Repository.PackageFolder}" /></fallbackPackageFolders>
        </configuration>
        """;

    /// <summary>One after the other in one program: each in a method of its own, below the using directives of all.</summary>
    private string Program()
    {
        var pages = PackedSources.Ids.Select(id => Encoding.UTF8.GetString(PackedSources.Read(packed.PathOf(id))["README.md"])).Append(File.ReadAllText(Repository.PathOf("docs", "diagnostics.md")));
        var examples = pages.Select(page => Repository.ExampleOf(page).Split('\n')).ToArray();
        var calls = examples.Select((_, number) => $"await Example{number}();");
        var methods = examples.Select((lines, number) => $"static async Task Example{number}()\n{{\n{string.Join('\n', lines.Where(line => !IsDirective(line)))}\nawait Task.CompletedTask;\n}}");
        return string.Join('\n', examples.SelectMany(lines => lines).Where(IsDirective).Distinct(StringComparer.Ordinal).Concat(calls).Concat(methods));
    }

    private static bool IsDirective(string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);
}
