using PartnerQualification.TokenService;

[assembly: AssemblyFixture(typeof(PartnerQualification.Cmdlets.Tests.Hosted.SignInPlatform))]

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// The identity platform at which the module of this process signs in. The module has one factory, and so all classes of tests
/// share one platform; each test registers an application of its own there.
/// </summary>
public sealed class SignInPlatform : IDisposable
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"partner-qualification-{Guid.NewGuid():N}");
    private static readonly Lazy<IdentityPlatform> Installed = new(Install);

    /// <summary>The platform, from the first time that a test asks for it.</summary>
    internal static IdentityPlatform Current => Installed.Value;

    /// <summary>An application whose tokens the emulator takes for its own.</summary>
    /// <param name="secret">Its secret; a public application has none.</param>
    internal static RegisteredApp Register(string? secret = null)
    {
        var app = Current.Register(secret);
        app.TenantId = "9daaeb1c-4195-4db5-9f1d-509eb70c8c2d";
        app.Issuer = "https://sandbox.partnerqualification.invalid/";
        app.EndsTokensInMark = false;
        return app;
    }

    /// <summary>Deletes what was kept, when all tests have run.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static IdentityPlatform Install()
    {
        using var engine = new ModuleEngine();
        var cmdlets = engine.Command("Connect-PartnerQualification").ImplementingType.Assembly;
        var platform = new IdentityPlatform();
        ModuleSignIn.UsePlatform(cmdlets, platform);
        ModuleSignIn.KeepIn(cmdlets, Folder);
        return platform;
    }
}
