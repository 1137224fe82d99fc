using System.Reflection;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>Where the build has put what the tests need.</summary>
internal static class TestRun
{
    /// <summary>The folder of the repository.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The folder of the Pester files.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot, "tests", "cmdlets");

    /// <summary>The folder of the module, as users import it.</summary>
    public static string ModuleFolder { get; } = Path.Combine(RepositoryRoot, "out", "PartnerQualification", Metadata("ModuleVersion"));

    /// <summary>The folder that users import: the module's folder without its version.</summary>
    public static string ImportedFolder { get; } = Path.GetDirectoryName(ModuleFolder)!;

    /// <summary>The folder of the module's package, and of its symbols, as this build has made them.</summary>
    public static string PackageFolder { get; } = Metadata("PackageFolder");

    /// <summary>The emulator's assembly, in its own folder.</summary>
    public static string EmulatorAssembly { get; } = AssemblyOf("PartnerQualification.Emulator", "net10.0");

    /// <summary>The environment in which a Pester file runs.</summary>
    public static IReadOnlyDictionary<string, string> Environment(Uri emulator) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PQ_EMULATOR"] = emulator.GetLeftPart(UriPartial.Authority),
        ["PQ_MODULE_PATH"] = Path.Combine(ModuleFolder, "PartnerQualification.psd1"),
        ["PQ_CONFIGURATION"] = Metadata("Configuration"),
        ["NO_COLOR"] = "1",
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        ["POWERSHELL_UPDATECHECK"] = "Off",
    };

    /// <summary>The assembly that another project of the tests was built to.</summary>
    /// <param name="project">The project's folder under tests.</param>
    /// <param name="framework">What it is built for.</param>
    public static string AssemblyOf(string project, string framework) =>
        Path.Combine(RepositoryRoot, "tests", project, "bin", Metadata("Configuration"), framework, Path.GetFileName(project) + ".dll");

    private static string Metadata(string key) =>
        typeof(TestRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
