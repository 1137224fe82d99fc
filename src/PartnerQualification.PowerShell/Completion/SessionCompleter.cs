using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.InteropServices;

namespace PartnerQualification.PowerShell;

/// <summary>Completes a parameter's value from what is known, in any letter case and with or without quotes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCompleter : IArgumentCompleter
{
    private protected SessionCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Candidates(Session(fakeBoundParameters))
            .Where(candidate => candidate.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Where(candidate => IsPlain(candidate.Value))
            .Select(candidate => new CompletionResult(Quoted(candidate.Value), candidate.Value, CompletionResultType.ParameterValue, Tip(candidate)));
    }

    /// <summary>What there is to choose from.</summary>
    private protected abstract IEnumerable<Candidate> Candidates(PartnerQualificationSession? session);

    private static PartnerQualificationSession? Session(IDictionary? bound) =>
        PipedObject.Unwrap(bound?[nameof(SessionCommand.Session)]) as PartnerQualificationSession is { IsConnected: true } given ? given : Connected(SessionTable.Current);

    private static PartnerQualificationSession? Connected(PartnerQualificationSession? session) => session is { IsConnected: true } ? session : null;

    /// <summary>What holds control characters cannot be typed, nor may it reach the console: it is not offered.</summary>
    private static bool IsPlain(string value) => value.Length > 0 && PlainText.OneLine(value) == value;

    /// <summary>PowerShell takes no empty tip.</summary>
    private static string Tip(Candidate candidate) => PlainText.OneLine(candidate.Tip) is { Length: > 0 } tip ? tip : candidate.Value;

    private static string Quoted(string value) =>
        value.All(character => char.IsLetterOrDigit(character) || character == '-') ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}

/// <summary>A value to choose, and what is shown beside it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Candidate(string Value, string Tip);

/// <summary>Completes the customers that this session came across.</summary>
public sealed class CustomerIdCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        session is null ? [] : session.Customers.List().Select(customer => new Candidate(customer.Key, customer.Value ?? customer.Key));
}

/// <summary>Completes the partner's validation codes, with the organisation and what remains.</summary>
public sealed class ValidationCodeCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        session is null ? [] : session.ValidationCodes.Peek().Select(code => new Candidate(code.ValidationId, CmdletMessages.ValidationCodeTip(code)));
}
