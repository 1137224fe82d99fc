namespace PartnerQualification.Cmdlets.Tests;

/// <summary>What the module's folder holds must run where it is loaded: no reference assembly, and no stub for other platforms.</summary>
public sealed class ShippedAssemblies
{
    public static TheoryData<string> All() => Under(string.Empty);

    public static TheoryData<string> Desktop() => Under("net472");

    public static TheoryData<string> Core() => Under("net8.0");

    [Theory]
    [MemberData(nameof(All))]
    public void An_assembly_has_code_and_is_no_stub(string file)
    {
        using var assembly = AssemblyFile.Open(Path.Combine(TestRun.ModuleFolder, file));

        Assert.False(assembly.IsReferenceAssembly, $"{file} is a reference assembly.");
        Assert.True(assembly.ShareOfThrowingMethods < 0.5, $"{file}: {assembly.ShareOfThrowingMethods:P0} of the methods only throw; it is a stub for another platform.");
    }

    [Theory]
    [MemberData(nameof(Desktop))]
    public void An_assembly_for_Windows_PowerShell_is_for_the_framework_or_the_standard(string file)
    {
        using var assembly = AssemblyFile.Open(Path.Combine(TestRun.ModuleFolder, file));

        Assert.True(
            assembly.TargetFramework is null || assembly.TargetFramework.StartsWith(".NETFramework,", StringComparison.Ordinal) || assembly.TargetFramework.StartsWith(".NETStandard,", StringComparison.Ordinal),
            $"{file} is built for {assembly.TargetFramework}.");
        Assert.DoesNotContain("System.Private.CoreLib", assembly.References, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Core))]
    public void An_assembly_for_PowerShell_7_runs_on_the_oldest_one_supported(string file)
    {
        using var assembly = AssemblyFile.Open(Path.Combine(TestRun.ModuleFolder, file));

        Assert.Equal(".NETCoreApp,Version=v8.0", assembly.TargetFramework);
    }

    [Fact]
    public void Every_reference_is_shipped_or_belongs_to_the_framework_or_PowerShell()
    {
        foreach (var edition in new[] { "net472", "net8.0" })
        {
            var files = Directory.GetFiles(Path.Combine(TestRun.ModuleFolder, edition), "*.dll", SearchOption.AllDirectories);
            var shipped = files.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
            var libraries = files.SelectMany(file =>
            {
                using var assembly = AssemblyFile.Open(file);
                return assembly.References;
            }).Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name is not ("netstandard" or "mscorlib" or "WindowsBase" or "Microsoft.CSharp" or "Microsoft.Win32.Registry" or "Microsoft.Win32.Primitives"));

            Assert.DoesNotContain(libraries, name => !shipped.Contains(name));
            Assert.DoesNotContain("System.Management.Automation", shipped);
        }
    }

    private static TheoryData<string> Under(string edition) =>
        [.. Directory.GetFiles(Path.Combine(TestRun.ModuleFolder, edition), "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(TestRun.ModuleFolder, path)).Order(StringComparer.Ordinal)];
}
