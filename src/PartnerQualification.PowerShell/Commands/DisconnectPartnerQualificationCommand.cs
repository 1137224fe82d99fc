using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Forgets a session and its tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "PartnerQualification")]
[OutputType(typeof(void))]
public sealed class DisconnectPartnerQualificationCommand : SessionCommand
{
    /// <summary>Also removes the sign-in that -Persist has kept for the session's application, tenant and environment.</summary>
    [Parameter]
    public SwitchParameter Forget { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Connected.Close();
        if (ReferenceEquals(SessionTable.Current, Connected)) SessionTable.Current = null;
        if (Forget) ForgetSignIn();
    }

    /// <summary>A session that is no longer good can be forgotten all the same.</summary>
    private protected override void Check(PartnerQualificationSession session)
    {
    }

    private void ForgetSignIn()
    {
        var isForgotten = Connected.SignIn is { } kept && Await(ModuleAssemblies.PartnerCenterFactory.ForgetSignInAsync(kept, StopToken));
        WriteVerbose(isForgotten ? CmdletMessages.SignInForgotten(Connected.SignIn!.ApplicationId) : CmdletMessages.NothingToForget);
    }
}
