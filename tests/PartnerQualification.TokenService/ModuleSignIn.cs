using System.Net;
using System.Reflection;

namespace PartnerQualification.TokenService;

/// <summary>
/// Lets the module that is loaded in this process sign in at a platform and keep sign-ins in a folder of the tests'. The module has
/// one factory for the whole process; what its sign-ins use of the machine is a private field of that object, set here by reflection.
/// </summary>
public static class ModuleSignIn
{
    /// <summary>Carries the requests of sign-ins to a platform, for the rest of the process.</summary>
    /// <param name="cmdlets">The assembly with the module's cmdlets.</param>
    /// <param name="platform">The platform.</param>
    public static void UsePlatform(Assembly cmdlets, IdentityPlatform platform) =>
        Set(cmdlets, "CreateHandler", (Func<IWebProxy?, HttpMessageHandler>)(_ => platform));

    /// <summary>Keeps sign-ins as plain files in a folder, for the rest of the process.</summary>
    /// <param name="cmdlets">The assembly with the module's cmdlets.</param>
    /// <param name="folder">The folder.</param>
    public static void KeepIn(Assembly cmdlets, string folder)
    {
        Set(cmdlets, "Folder", folder);
        Set(cmdlets, "KeepsPlainFiles", true);
    }

    private static void Set(Assembly cmdlets, string property, object value)
    {
        var factory = cmdlets.GetType("PartnerQualification.PowerShell.ModuleAssemblies", throwOnError: true)!
            .GetProperty("PartnerCenterFactory", BindingFlags.Static | BindingFlags.Public)!
            .GetValue(null)!;
        var environment = factory.GetType().GetField("environment", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(factory)!;
        environment.GetType().GetProperty(property)!.SetValue(environment, value);
    }
}
