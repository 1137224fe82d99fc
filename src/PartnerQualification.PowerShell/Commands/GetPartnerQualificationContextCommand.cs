using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Shows the session: who, which tenant, which environment, what it may do and until when; never a token.</summary>
[Cmdlet(VerbsCommon.Get, "PartnerQualificationContext")]
[OutputType(typeof(PartnerQualificationSession))]
public sealed class GetPartnerQualificationContextCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Connected);

    /// <summary>Showing asks nothing of the session, not even that it is still good.</summary>
    private protected override void Check(PartnerQualificationSession session)
    {
    }
}
