using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>What happens when the module is imported: another version in the process, and another module with a command of the same name, are met with a sentence that helps.</summary>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport()
    {
        OtherVersion.Meet();
        OtherModule.Meet();
    }
}
