using System.Reflection;

namespace PartnerQualification.Desktop;

/// <summary>
/// The module in this process. Windows PowerShell loads the manifest's RequiredAssemblies and RootModule by
/// Assembly.LoadFrom; so does this. Types that need PowerShell's own assembly are not touched: Mono has none.
/// </summary>
internal static class LoadedModule
{
    private static Assembly domain = null!;
    private static Assembly cmdlets = null!;

    /// <summary>Makes clients, as the cmdlets get it.</summary>
    public static IPartnerCenterFactory PartnerCenterFactory => (IPartnerCenterFactory)Factory(nameof(PartnerCenterFactory));

    /// <summary>Makes sandboxes, as the cmdlets get it.</summary>
    public static ISandboxFactory SandboxFactory => (ISandboxFactory)Factory(nameof(SandboxFactory));

    /// <summary>Makes reports, as the cmdlets get it.</summary>
    public static IReportFactory ReportFactory => (IReportFactory)Factory(nameof(ReportFactory));

    /// <summary>The client's assembly.</summary>
    public static Assembly Client => PartnerCenterFactory.GetType().Assembly;

    public static void Load(string folder)
    {
        domain = Assembly.LoadFrom(Path.Combine(folder, "PartnerQualification.dll"));
        cmdlets = Assembly.LoadFrom(Path.Combine(folder, "PartnerQualification.PowerShell.dll"));

        // PowerShell needs none of this: this program was compiled against the domain, and has to find the copy in the module's folder.
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
            request.RequestingAssembly == typeof(LoadedModule).Assembly && new AssemblyName(request.Name).Name == domain.GetName().Name ? domain : null;
    }

    /// <summary>Calls a static method of an internal class of the cmdlets' assembly.</summary>
    public static object? Call(string type, string method, params object?[] arguments)
    {
        try
        {
            return Type(type).GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments);
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
            throw;
        }
    }

    /// <summary>Where the loaded assemblies of a name are.</summary>
    public static IReadOnlyList<string> LocationsOf(string name) =>
        [.. AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.GetName().Name == name).Select(assembly => assembly.Location).OrderBy(location => location, StringComparer.Ordinal)];

    private static object Factory(string property) =>
        Type("ModuleAssemblies").GetProperty(property, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static Type Type(string name) => cmdlets.GetType($"PartnerQualification.PowerShell.{name}", throwOnError: true)!;
}
