using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification.PowerShell;

/// <summary>Completes variables that hold what a parameter takes: of what can only be given as an object, there is nothing else to type.</summary>
/// <typeparam name="T">What they hold, or a list of.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VariableCompleter<T> : SessionCompleter
    where T : class
{
    // Every variable that the prompt sees, in any scope. Not with Get-Variable, which a runspace need not have.
    private const string Variables = "$ExecutionContext.InvokeProvider.ChildItem.Get('Variable:', $false)";

    private protected VariableCompleter()
    {
    }

    /// <summary>What is shown of a value beside its variable.</summary>
    private protected abstract string Tip(T value);

    /// <summary>Whether the parameter takes a value of this type.</summary>
    private protected virtual bool IsTaken(T value) => true;

    private protected sealed override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word) =>
        from variable in Visible()
        let held = Held(variable.Value)
        where held is not null && IsTaken(held) && IsPlainName(variable.Name)
        select new Candidate("$" + variable.Name, Tip(held)) { Text = variable.Name, Names = [variable.Name], IsTypedAsIs = true };

    /// <summary>A variable's value, or the first of a list; nothing where it is something else.</summary>
    private static T? Held(object? value) => PipedObject.Unwrap(value) switch
    {
        IList list => list.Count > 0 ? PipedObject.Unwrap(list[0]) as T : null,
        var single => single as T,
    };

    /// <summary>What the pipeline or a loop sets, such as $_, is gone when the command runs.</summary>
    private static bool IsPlainName(string name) =>
        name.Length > 0 && name[0] != '_' && name.All(static character => char.IsLetterOrDigit(character) || character == '_')
        && !string.Equals(name, "PSItem", StringComparison.OrdinalIgnoreCase);

    /// <summary>Nothing in constrained language mode, which does not allow to look.</summary>
    private static IEnumerable<PSVariable> Visible() =>
        NestedShell.Invoke(static shell => shell.AddScript(Variables)).Select(found => found.BaseObject).OfType<PSVariable>().OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Completes sessions that were not disconnected.</summary>
public sealed class SessionVariableCompleter : VariableCompleter<PartnerQualificationSession>
{
    private protected override bool IsTaken(PartnerQualificationSession value) => value.IsConnected;

    private protected override string Tip(PartnerQualificationSession value) => CmdletMessages.SessionTip(value);
}

/// <summary>Completes credentials, with their user names.</summary>
public sealed class CredentialVariableCompleter : VariableCompleter<PSCredential>
{
    private protected override string Tip(PSCredential value) => value.UserName;
}

/// <summary>Completes secrets, of which nothing is shown.</summary>
public sealed class SecretVariableCompleter : VariableCompleter<SecureString>
{
    private protected override string Tip(SecureString value) => CmdletMessages.SecretTip;
}

/// <summary>Completes certificates, with whose they are.</summary>
public sealed class CertificateVariableCompleter : VariableCompleter<X509Certificate2>
{
    private protected override string Tip(X509Certificate2 value) => value.Subject;
}

/// <summary>Completes script blocks, with how they begin.</summary>
public sealed class ScriptBlockVariableCompleter : VariableCompleter<ScriptBlock>
{
    private protected override string Tip(ScriptBlock value) => CmdletMessages.ScriptBlockTip(value.ToString());
}

/// <summary>Completes validation codes that were read before.</summary>
public sealed class ValidationCodeVariableCompleter : VariableCompleter<ValidationCode>
{
    private protected override string Tip(ValidationCode value) => CmdletMessages.ValidationCodeTip(value);
}

/// <summary>Completes customers that were read before, with their qualifications or without.</summary>
public sealed class CustomerVariableCompleter : VariableCompleter<object>
{
    private protected override string Tip(object value) => CmdletMessages.CustomersTip(value is CustomerQualification);

    private protected override bool IsTaken(object value) => value is Customer or CustomerQualification;
}
