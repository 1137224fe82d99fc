using PartnerQualification.Cmdlets.Tests;

namespace PartnerQualification.Desktop.Tests;

/// <summary>What of the Windows edition can be seen without running it: on every machine, with Mono or without.</summary>
public sealed class ModuleFolder
{
    private const string PowerShell = "System.Management.Automation";

    [Fact]
    public void Asks_for_nothing_that_is_neither_in_it_nor_in_the_framework()
    {
        var ours = Assemblies(TestRun.ModuleFolder).ToArray();
        var known = ours.Concat(Assemblies(TestRun.FrameworkFolder)).Select(file => Path.GetFileNameWithoutExtension(file)).Append(PowerShell).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var missing = from file in ours from reference in References(file) where !known.Contains(reference) select $"{Path.GetFileName(file)} asks for {reference}";

        Assert.Contains("PartnerQualification.PowerShell", known);
        Assert.Contains("mscorlib", known);
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Assemblies(string folder) => Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories);

    private static IReadOnlyList<string> References(string file)
    {
        using var assembly = AssemblyFile.Open(file);
        return assembly.References;
    }
}
