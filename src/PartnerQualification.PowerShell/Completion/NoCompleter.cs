using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Completes what nobody can guess: numbers and free text. An empty answer of a completer that is a class ends the
/// completion; without a completer, and after an empty answer of a script block, PowerShell offers file names.
/// </summary>
public sealed class NoCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
