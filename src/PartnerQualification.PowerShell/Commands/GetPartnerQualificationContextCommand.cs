using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Shows the session: who, which tenant, which environment, what it may do and until when; never a token. Or collects what a report of a problem needs.</summary>
[Cmdlet(VerbsCommon.Get, "PartnerQualificationContext")]
[OutputType(typeof(PartnerQualificationSession), typeof(PartnerQualificationDiagnostics))]
public sealed class GetPartnerQualificationContextCommand : SessionCommand
{
    /// <summary>Collects versions and the last errors instead, without anything that is secret or names anybody.</summary>
    [Parameter]
    public SwitchParameter Diagnostics { get; set; }

    /// <summary>A problem may be that there is no session.</summary>
    private protected override bool NeedsSession => !Diagnostics;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Diagnostics)
        {
            WriteObject(Connected);
            return;
        }

        var modules = InvokeCommand.InvokeScript(@"Microsoft.PowerShell.Core\Get-Module").Select(module => module.BaseObject).OfType<PSModuleInfo>();
        WriteObject(DiagnosticEnvironment.Collect(SessionState, Host, modules, Session ?? SessionTable.Current));
    }

    /// <summary>Showing asks nothing of the session, not even that it is still good.</summary>
    private protected override void Check(PartnerQualificationSession session)
    {
    }
}
