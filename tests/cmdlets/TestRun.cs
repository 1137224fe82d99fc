using System.Reflection;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>Where the build has put what the tests need.</summary>
internal static class TestRun
{
    private static readonly string RepositoryRoot = Metadata("RepositoryRoot");

    /// <summary>The folder of the Pester files.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot, "tests", "cmdlets");

    /// <summary>The folder of the module, as users import it.</summary>
    public static string ModuleFolder { get; } = Path.Combine(RepositoryRoot, "out", "PartnerQualification", Metadata("ModuleVersion"));

    /// <summary>The folder that users import: the module's folder without its version.</summary>
    public static string ImportedFolder { get; } = Path.GetDirectoryName(ModuleFolder)!;

    /// <summary>The emulator's assembly, in its own folder.</summary>
    public static string EmulatorAssembly { get; } = Path.Combine(RepositoryRoot, "tests", "PartnerQualification.Emulator", "bin", Metadata("Configuration"), "net10.0", "PartnerQualification.Emulator.dll");

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

    private static string Metadata(string key) =>
        typeof(TestRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
