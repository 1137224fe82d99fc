#if !NET
using System.Reflection;

namespace PartnerQualification.PowerShell;

/// <summary>
/// The private load context's stand-in on Windows PowerShell, which has none. Assemblies are loaded by their file, so
/// that another module's copy is never taken for ours, and what they ask for is looked up in the same folder. Requests
/// of anybody else are left alone.
/// </summary>
internal sealed class PrivateAssemblyResolver
{
    private readonly string folder;
    private readonly Assembly domain;

    public PrivateAssemblyResolver(string folder, Assembly domain)
    {
        this.folder = folder;
        this.domain = domain;
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    /// <summary>Loads an assembly of the folder by its simple name.</summary>
    public Assembly LoadFromFolder(string name) => Assembly.LoadFile(PathOf(name));

    private Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (!IsOurs(request.RequestingAssembly)) return null;

        // Whatever version is asked for: the folder holds one of each, chosen to fit together, and there are no binding redirects.
        var name = new AssemblyName(request.Name).Name!;
        if (name == domain.GetName().Name) return domain;

        return File.Exists(PathOf(name)) ? LoadFromFolder(name) : null;
    }

    private bool IsOurs(Assembly? assembly) =>
        assembly is { IsDynamic: false } && string.Equals(Path.GetDirectoryName(assembly.Location), folder, StringComparison.OrdinalIgnoreCase);

    private string PathOf(string name) => Path.Combine(folder, name + ".dll");
}
#endif
