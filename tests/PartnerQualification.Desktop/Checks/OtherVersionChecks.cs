using System.Reflection;
using System.Reflection.Emit;

namespace PartnerQualification.Desktop.Checks;

/// <summary>Two versions of the module in one process: the framework loads both, and the second one refuses.</summary>
public static class OtherVersionChecks
{
    public static Task Import_into_a_fresh_process_is_allowed()
    {
        Import();
        return Task.CompletedTask;
    }

    public static Task Import_beside_another_version_is_refused_with_what_to_do()
    {
        AppDomain.CurrentDomain.DefineDynamicAssembly(new AssemblyName("PartnerQualification") { Version = new Version(9, 8, 7, 6) }, AssemblyBuilderAccess.Run);

        var refusal = string.Empty;
        try
        {
            Import();
        }
        catch (InvalidOperationException exception)
        {
            refusal = exception.Message;
        }

        Expect.True(refusal.Contains("9.8.7") && refusal.Contains("Start a new PowerShell session"), $"a refusal that names the other version and what to do, not: '{refusal}'");
        return Task.CompletedTask;
    }

    private static void Import() => LoadedModule.Call("OtherVersion", "Meet");
}
