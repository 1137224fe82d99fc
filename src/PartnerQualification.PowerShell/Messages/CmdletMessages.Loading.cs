namespace PartnerQualification.PowerShell;

/// <summary>This part is about loading the module.</summary>
internal static partial class CmdletMessages
{
    public static ErrorText OtherVersionLoaded(Version loaded) => new(
        $"PartnerQualification {loaded.ToString(3)} is loaded in this PowerShell process and stays loaded until the process ends, also after Remove-Module; another version or build of it cannot be imported here.",
        "Start a new PowerShell session, and import the version you want there.");
}
