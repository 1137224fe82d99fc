using System.Reflection;

namespace PartnerQualification.Desktop.Tests;

/// <summary>Where the build has put what the program needs.</summary>
internal static class TestRun
{
    private static readonly string Tests = Path.Combine(Metadata("RepositoryRoot"), "tests");

    /// <summary>The program.</summary>
    public static string Program { get; } = Path.Combine(Tests, "PartnerQualification.Desktop", "bin", Metadata("Configuration"), "net472", "PartnerQualification.Desktop.exe");

    /// <summary>The module's folder for Windows PowerShell.</summary>
    public static string ModuleFolder { get; } = Path.Combine(Metadata("RepositoryRoot"), "out", "PartnerQualification", Metadata("ModuleVersion"), "net472");

    /// <summary>The assemblies of the .NET Framework, as the program is compiled against them.</summary>
    public static string FrameworkFolder { get; } = Metadata("FrameworkFolder");

    /// <summary>The environment in which the program runs.</summary>
    public static IReadOnlyDictionary<string, string> Environment(Uri emulator, Uri tokenService) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PQ_MODULE_FOLDER"] = ModuleFolder,
        ["PQ_EMULATOR"] = emulator.AbsoluteUri,
        ["PQ_TOKEN_SERVICE"] = tokenService.AbsoluteUri,
        ["PQ_DECOYS"] = Path.Combine(Tests, "Decoys"),
        ["PQ_CONFIGURATION"] = Metadata("Configuration"),
    };

    private static string Metadata(string key) =>
        typeof(TestRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
