#if !NET
namespace PartnerQualification.PowerShell;

/// <summary>
/// Refuses to be imported into a process that holds another version of this module. The .NET Framework loads both, and
/// types of the same name that are not the same would meet.
/// </summary>
internal static class OtherVersion
{
    /// <summary>Throws where there is another version.</summary>
    public static void Meet()
    {
        var ours = typeof(IPartnerCenter).Assembly;
        var other = Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly != ours && assembly.GetName().Name == ours.GetName().Name);
        if (other is not null) throw new InvalidOperationException(CmdletMessages.OtherVersionLoaded(other.GetName().Version).ToString());
    }
}
#endif
