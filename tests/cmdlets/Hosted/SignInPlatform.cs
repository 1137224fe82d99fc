using PartnerQualification.TokenService;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// An identity platform in the place of the network that the module's client signs in over. The place is one for the whole
/// process, and so is this; its applications are the tests' own.
/// </summary>
internal static class SignInPlatform
{
    private static readonly Lazy<IdentityPlatform> Installed = new(Install);

    /// <summary>The platform, from the first session on: the client is loaded by it.</summary>
    public static IdentityPlatform Current => Installed.Value;

    /// <summary>An application whose tokens the emulator takes for its own.</summary>
    /// <param name="secret">Its secret; a public application has none.</param>
    public static RegisteredApp Register(string? secret = null)
    {
        var app = Current.Register(secret);
        app.TenantId = "9daaeb1c-4195-4db5-9f1d-509eb70c8c2d";
        app.Issuer = "https://sandbox.partnerqualification.invalid/";
        app.EndsTokensInMark = false;
        return app;
    }

    private static IdentityPlatform Install()
    {
        using var engine = new ModuleEngine();
        engine.ConnectSandbox();
        var client = AppDomain.CurrentDomain.GetAssemblies().Single(assembly =>
            assembly.GetName().Name == "PartnerQualification.Client" && assembly.Location.StartsWith(TestRun.ModuleFolder, StringComparison.Ordinal));
        var platform = new IdentityPlatform();
        ClientHook.Install(client, platform);
        ClientHook.KeepSignInsInPlainFiles(client, Directory.CreateTempSubdirectory("partner-qualification-").FullName);
        return platform;
    }
}
