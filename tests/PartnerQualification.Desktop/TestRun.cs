namespace PartnerQualification.Desktop;

/// <summary>What the test that runs this program hands to it.</summary>
internal static class TestRun
{
    /// <summary>The module's folder for Windows PowerShell.</summary>
    public static string ModuleFolder { get; } = Given("PQ_MODULE_FOLDER");

    /// <summary>The private libraries in it.</summary>
    public static string LibraryFolder { get; } = Path.Combine(ModuleFolder, "lib");

    /// <summary>Where the emulator listens.</summary>
    public static Uri Emulator => new(Given("PQ_EMULATOR"));

    /// <summary>Where the token service listens.</summary>
    public static Uri TokenService => new(Given("PQ_TOKEN_SERVICE"));

    /// <summary>The assembly of a decoy, with its own libraries beside it.</summary>
    public static string Decoy(string name) => Path.Combine(Given("PQ_DECOYS"), name, "bin", Given("PQ_CONFIGURATION"), "net472", $"{name}.dll");

    private static string Given(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"The environment variable {name} is missing; the tests of PartnerQualification.Desktop.Tests set it.");
}
