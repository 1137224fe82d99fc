using System.Reflection;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Where the client, the sandbox and the report come from: the one place that knows that they live in <c>lib</c>, beside this
/// assembly, and what their factories are called. Nothing is loaded before it is asked for.
/// </summary>
internal static class ModuleAssemblies
{
    private static readonly string LibraryFolder = Path.Combine(Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!, "lib");

    private static readonly Assembly Domain = typeof(IPartnerCenter).Assembly;

#if NET
    private static readonly PrivateLoadContext Private = new(LibraryFolder, Domain);
#else
    private static readonly PrivateAssemblyResolver Private = new(LibraryFolder, Domain);
#endif

    private static readonly Lazy<IPartnerCenterFactory> LazyPartnerCenterFactory =
        new(() => Create<IPartnerCenterFactory>("PartnerQualification.Client", "PartnerQualification.Client.PartnerCenterFactory"));

    private static readonly Lazy<ISandboxFactory> LazySandboxFactory =
        new(() => Create<ISandboxFactory>("PartnerQualification.Sandbox", "PartnerQualification.Sandbox.SandboxFactory"));

    private static readonly Lazy<IReportFactory> LazyReportFactory =
        new(() => Create<IReportFactory>("PartnerQualification.Report", "PartnerQualification.Report.ReportFactory"));

    /// <summary>What makes clients and token sources.</summary>
    public static IPartnerCenterFactory PartnerCenterFactory => LazyPartnerCenterFactory.Value;

    /// <summary>What makes sandboxes.</summary>
    public static ISandboxFactory SandboxFactory => LazySandboxFactory.Value;

    /// <summary>What makes reports.</summary>
    public static IReportFactory ReportFactory => LazyReportFactory.Value;

    private static T Create<T>(string assemblyName, string typeName) =>
        (T)Activator.CreateInstance(Private.LoadFromFolder(assemblyName).GetType(typeName, throwOnError: true)!)!;
}
