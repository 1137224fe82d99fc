using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Forgets a session and its tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "PartnerQualification")]
[OutputType(typeof(void))]
public sealed class DisconnectPartnerQualificationCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Connected.Close();
        if (ReferenceEquals(SessionTable.Current, Connected)) SessionTable.Current = null;
    }

    /// <summary>A session that is no longer good can be forgotten all the same.</summary>
    private protected override void Check(PartnerQualificationSession session)
    {
    }
}
