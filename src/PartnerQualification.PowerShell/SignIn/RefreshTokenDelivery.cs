using System.Management.Automation;
using System.Security;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Hands new refresh tokens to the user's script block, on a pipeline thread of the runspace it comes from. A token that
/// cannot be handed over yet is kept until the next command there; a newer one takes its place.
/// </summary>
internal sealed class RefreshTokenDelivery(ScriptBlock script, SessionPipelines pipelines)
{
    /// <summary>An error in the script block ends it: a store that only wrote an error has not stored.</summary>
    private static readonly List<PSVariable> StopOnErrors = [new("ErrorActionPreference", ActionPreference.Stop)];

    private SecureString? undelivered;

    public void Take(SecureString refreshToken)
    {
        Interlocked.Exchange(ref undelivered, refreshToken)?.Dispose();
        pipelines.RunAtHome(Deliver);
    }

    /// <summary>The script block may keep the token, so it is not disposed of here.</summary>
    private void Deliver(CancellableCommand command)
    {
        if (Interlocked.Exchange(ref undelivered, null) is not { } refreshToken) return;
        try
        {
            script.InvokeWithContext(null, StopOnErrors, refreshToken);
        }
        catch (PipelineStoppedException)
        {
            Interlocked.CompareExchange(ref undelivered, refreshToken, null);
            pipelines.RunAtHome(Deliver);
            throw;
        }
        catch (RuntimeException error)
        {
            command.Warn(CmdletMessages.RefreshTokenNotTaken(error.ErrorRecord.ToString()));
        }
    }
}
