using System.Reflection;
using System.Runtime.Loader;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>
/// Loads the emulator from its own folder, with its own copies of the sandbox and the domain. In the default context they
/// would be taken for the module's.
/// </summary>
internal sealed class EmulatorContext(string assembly) : AssemblyLoadContext("Emulator")
{
    private readonly AssemblyDependencyResolver resolver = new(assembly);

    /// <summary>The one of this test run.</summary>
    public static Assembly Emulator { get; } = new EmulatorContext(TestRun.EmulatorAssembly).LoadFromAssemblyPath(TestRun.EmulatorAssembly);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
}
