namespace PartnerQualification.Desktop.Checks;

/// <summary>The resolver that stands in for a load context.</summary>
public static class LoadingChecks
{
    private static readonly string[] Private = ["PartnerQualification.Client", "PartnerQualification.Sandbox", "PartnerQualification.Report", "Polly.Core", "System.Text.Json", "Microsoft.Bcl.TimeProvider"];

    public static Task Nothing_private_is_loaded_by_the_import()
    {
        foreach (var name in Private) Expect.Equal(0, LoadedModule.LocationsOf(name).Count, $"the number of loaded assemblies named {name}");
        return Task.CompletedTask;
    }

    public static async Task Client_sandbox_and_what_they_bring_come_from_the_private_folder()
    {
        using var session = SandboxSession.Open();
        await session.Client.GetValidationCodesAsync();
        _ = LoadedModule.ReportFactory;

        foreach (var name in Private) Expect.Equal(Path.Combine(TestRun.LibraryFolder, $"{name}.dll"), LoadedModule.LocationsOf(name).Single(), $"the location of {name}");
    }

    public static async Task Both_sides_mean_the_same_domain()
    {
        using var session = SandboxSession.Open();
        await session.Client.GetValidationCodesAsync();

        Expect.Equal(Path.Combine(TestRun.ModuleFolder, "PartnerQualification.dll"), LoadedModule.LocationsOf("PartnerQualification").Single(), "the location of the domain");
        Expect.True(!File.Exists(Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "PartnerQualification.dll")), "no domain beside this program");
    }

    public static async Task Sign_in_library_is_not_loaded_before_somebody_signs_in()
    {
        using var session = SandboxSession.Open();
        await session.Client.GetValidationCodesAsync();

        Expect.Equal(0, LoadedModule.LocationsOf("Microsoft.Identity.Client").Count, "the number of loaded MSALs");
    }

    public static Task Requests_of_others_are_left_alone()
    {
        _ = LoadedModule.PartnerCenterFactory;
        try
        {
            System.Reflection.Assembly.Load("Polly.Core");
        }
        catch (FileNotFoundException)
        {
            return Task.CompletedTask;
        }

        throw new InvalidOperationException("Expected: no Polly.Core for this program, which has none.");
    }
}
