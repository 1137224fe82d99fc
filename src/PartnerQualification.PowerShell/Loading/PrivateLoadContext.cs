#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace PartnerQualification.PowerShell;

/// <summary>
/// The context in which the client, the sandbox and everything they bring are loaded, whatever versions of the same
/// libraries other modules have brought before or will bring after.
/// </summary>
internal sealed class PrivateLoadContext(string folder, Assembly domain) : AssemblyLoadContext("PartnerQualification")
{
    /// <summary>Loads an assembly of the folder by its simple name.</summary>
    public Assembly LoadFromFolder(string name) => LoadFromAssemblyPath(PathOf(name));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Both load contexts must mean the same types: the domain is the one the cmdlets use.
        if (assemblyName.Name == domain.GetName().Name) return domain;

        var path = PathOf(assemblyName.Name!);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".dll");
}
#endif
