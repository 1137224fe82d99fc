namespace PartnerQualification.PowerShell;

/// <summary>This part is about loading the module.</summary>
internal static partial class CmdletMessages
{
    public static ErrorText OtherVersionLoaded(Version loaded) => new(
        $"PartnerQualification {loaded.ToString(3)} is loaded in this PowerShell process and stays loaded until the process ends, also after Remove-Module; another version or build of it cannot be imported here.",
        "Start a new PowerShell session, and import the version you want there.");

    /// <summary>Another module, imported before, has a cmdlet of the same name.</summary>
    public static string NameTakenBefore(string module, string command) =>
        $"The module {Name(module)} has a {command} too. The name now runs the command of PartnerQualification, because it was imported last; for the other one, type {Name(module)}\\{command}. To keep them apart in any order, import with a prefix (Import-Module PartnerQualification -Prefix My gives {command.Replace("-", "-My")}), or type PartnerQualification\\{command}.";

    /// <summary>A command of another module has the name: it was imported later, or is a function, which PowerShell takes before a cmdlet.</summary>
    public static string NameTaken(string module, string command) =>
        $"{command} runs the command of the module {Name(module)} in this session. For the one of PartnerQualification, type PartnerQualification\\{command}; or import with a prefix: Import-Module PartnerQualification -Prefix My gives {command.Replace("-", "-My")}.";
}
