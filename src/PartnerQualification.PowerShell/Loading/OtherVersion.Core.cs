#if NET
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Says what to do when another version of this module is imported into a process that holds this one. .NET refuses the
/// newcomer's assemblies before any code of the newcomer runs, and PowerShell shows .NET's words; so the version that
/// is there already listens for that one refusal, and adds the remedy.
/// </summary>
internal static class OtherVersion
{
    private const string Explained = "PartnerQualification.OtherVersion.Explained";

    private static readonly AssemblyName Loaded = typeof(IPartnerCenter).Assembly.GetName();

    // The display name in its quotes, as it stands in the message: at this moment the exception's FileName is not set yet.
    private static readonly string Refused = $"'{Loaded.Name}, Version=";

    /// <summary>Begins to listen, for good: the assembly stays when the module is removed, and so does the refusal.</summary>
    public static void Meet()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Explain;
        AppDomain.CurrentDomain.FirstChanceException += Explain;
    }

    private static void Explain(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not FileLoadException refusal || !refusal.Message.Contains(Refused, StringComparison.Ordinal)) return;

        // It is thrown on several times on its way up.
        if (Runspace.DefaultRunspace is null || refusal.Data.Contains(Explained)) return;

        refusal.Data[Explained] = true;
        ImportWarning.Write(CmdletMessages.OtherVersionLoaded(Loaded.Version!).ToString());
    }
}
#endif
