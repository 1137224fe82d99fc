using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>What happens when the module is imported: two versions in one process are met with a sentence that helps.</summary>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => OtherVersion.Meet();
}
