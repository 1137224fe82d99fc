using System.Xml.Linq;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Documentation;

/// <summary>The arrows of docs/architecture.md: which project of src may know which, and which packages ship with it.</summary>
public sealed class ProjectReferenceTests
{
    private const string Domain = "PartnerQualification";

    /// <summary>Project, projects that it refers to, packages that it brings along.</summary>
    public static TheoryData<string, string, string> Arrows => new()
    {
        { Domain, "", "" },
        { "PartnerQualification.Client", Domain, "Microsoft.Bcl.TimeProvider Microsoft.Identity.Client Microsoft.Identity.Client.Extensions.Msal Polly.Core System.Text.Json" },
        { "PartnerQualification.Client.DependencyInjection", "PartnerQualification.Client", "Microsoft.Extensions.DependencyInjection.Abstractions" },
        { "PartnerQualification.Module", "PartnerQualification PartnerQualification.Client PartnerQualification.PowerShell PartnerQualification.Report PartnerQualification.Sandbox", "" },
        { "PartnerQualification.PowerShell", Domain, "" },
        { "PartnerQualification.Report", Domain, "System.Text.Json" },
        { "PartnerQualification.Sandbox", Domain, "Microsoft.Bcl.TimeProvider System.Text.Json" },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void Project_refers_to_these_projects_and_packages_only(string project, string projects, string packages)
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

        Assert.Equal(projects, Names(references, "ProjectReference", Path.GetFileNameWithoutExtension));
        Assert.Equal(packages, Names(references, "PackageReference", name => name));
    }

    [Fact]
    public void Every_project_is_in_the_list() => Assert.Equal(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any()).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Arrows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>What is private to a project's build is not among them.</summary>
    private static string Names(XDocument project, string kind, Func<string, string?> read) => string.Join(' ', project.Descendants(kind)
        .Where(reference => reference.Attribute("PrivateAssets") is null)
        .Select(reference => read(reference.Attribute("Include")!.Value.Replace('\\', '/')))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal));
}
