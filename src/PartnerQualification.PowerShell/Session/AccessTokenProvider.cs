using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;

namespace PartnerQualification.PowerShell;

/// <summary>Asks the user's script block for the next access token, on a pipeline thread.</summary>
internal sealed class AccessTokenProvider(ScriptBlock script, PipelineRelay relay)
{
    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await relay.RunAsync(Ask, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException error)
        {
            throw Failed(error.Message);
        }
    }

    private string Ask(bool isHome)
    {
        // A script block is bound to its runspace; in another one only its text can run.
        var runnable = isHome ? script : ((ScriptBlockAst)script.Ast).GetScriptBlock();
        var output = runnable.Invoke();
        return output.Count == 1 && Read(output[0]) is { Length: > 0 } token
            ? token
            : throw Failed($"it returned {output.Count} objects.");
    }

    private static string? Read(PSObject? output) => output?.BaseObject switch
    {
        string text => text,
        SecureString secret => Secret.Reveal(secret),
        _ => null,
    };

    private static PartnerCenterException Failed(string why) =>
        new(PartnerCenterErrorKind.SessionExpired, Messages.AccessTokenProviderFailed(why));
}
