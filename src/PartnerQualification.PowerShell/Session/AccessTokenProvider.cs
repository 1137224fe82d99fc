using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;

namespace PartnerQualification.PowerShell;

/// <summary>Asks the user's script block for the next access token, on a pipeline thread.</summary>
internal sealed class AccessTokenProvider(ScriptBlock script, SessionPipelines pipelines)
{
    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        // The client recognizes a renewal by its execution context, which does not flow to the pipeline thread by itself.
        var renewal = ExecutionContext.Capture();
        try
        {
            return await pipelines.RunAsync(isHome => AskWithin(renewal, isHome), cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException error)
        {
            throw Failed(error.Message);
        }
    }

    private string AskWithin(ExecutionContext? renewal, bool isHome)
    {
        if (renewal is null) return Ask(isHome);
        var token = string.Empty;
        ExecutionContext.Run(renewal, _ => token = Ask(isHome), null);
        return token;
    }

    private string Ask(bool isHome)
    {
        // A script block is bound to its runspace; in another one only its text can run.
        var runnable = isHome ? script : Unbound(script);
        var output = runnable.Invoke();
        return output.Count == 1 && Read(output[0]) is { Length: > 0 } token
            ? token
            : throw Failed($"it returned {output.Count} objects.");
    }

    private static ScriptBlock Unbound(ScriptBlock script) => script.Ast is ScriptBlockAst ast
        ? ast.GetScriptBlock()

        // The script block of a function (${function:Get-Token}): only its text includes the function's parameters.
        : ScriptBlock.Create(script.ToString());

    private static string? Read(PSObject? output) => output?.BaseObject switch
    {
        string text => text,
        SecureString secret => Secret.Reveal(secret),
        _ => null,
    };

    private static PartnerCenterException Failed(string why) =>
        new(PartnerCenterErrorKind.SessionExpired, CmdletMessages.AccessTokenProviderFailed(why));
}
