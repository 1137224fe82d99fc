using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;

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
        var word = Unquoted(wordToComplete ?? string.Empty).TrimEnd('*');
        return Candidates(Session(fakeBoundParameters), word)
            .Where(candidate => candidate.Begins(word))
            .Where(candidate => IsPlain(candidate.Value))
            .Select(candidate => new CompletionResult(candidate.IsTypedAsIs ? candidate.Value : Quoted(candidate.Value), Shown(candidate.Text, candidate.Value), CompletionResultType.ParameterValue, Shown(candidate.Tip, candidate.Value)));
    }

    /// <summary>What there is to choose from. Whoever offers too much does no harm: what does not begin with the word is left out.</summary>
    /// <param name="session">The session; nothing where there is none.</param>
    /// <param name="word">What was typed, without quotes and without a * at its end.</param>
    private protected abstract IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word);

    private static PartnerQualificationSession? Session(IDictionary? bound) =>
        PipedObject.Unwrap(bound?[nameof(SessionCommand.Session)]) as PartnerQualificationSession is { IsConnected: true } given ? given : Connected(SessionTable.Current);

    private static PartnerQualificationSession? Connected(PartnerQualificationSession? session) => session is { IsConnected: true } ? session : null;

    private static string Unquoted(string word) => word.Length > 0 && word[0] == '\'' ? word.Trim('\'').Replace("''", "'") : word.Trim('"');

    /// <summary>What holds control characters cannot be typed, nor may it reach the console: it is not offered.</summary>
    private static bool IsPlain(string value) => value.Length > 0 && PlainText.OneLine(value) == value;

    /// <summary>A text as it may reach the console. PowerShell takes no empty one.</summary>
    private static string Shown(string text, string value) => PlainText.OneLine(text) is { Length: > 0 } shown ? shown : value;

    private static string Quoted(string value) =>
        value.All(character => char.IsLetterOrDigit(character) || character == '-') ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}

/// <summary>A value to choose, and what is shown for it.</summary>
/// <param name="Value">What is inserted.</param>
/// <param name="Tip">What is shown beside it.</param>
internal sealed record Candidate(string Value, string Tip)
{
    /// <summary>What stands for it in a list: the value itself, mostly.</summary>
    public string Text { get; init; } = Value;

    /// <summary>Whether it is an expression, or text that needs no quotes whatever it is made of.</summary>
    public bool IsTypedAsIs { get; init; }

    /// <summary>What else it can be found by than its value.</summary>
    public IReadOnlyList<string?> Names { get; init; } = [];

    /// <summary>Whether it is found by what was typed.</summary>
    public bool Begins(string word) => IsBeginning(Value, word) || Names.Any(name => name is not null && IsBeginning(name, word));

    private static bool IsBeginning(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Completes the partner's validation codes, with the organisation and what remains.</summary>
public sealed class ValidationCodeCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word) =>
        session is null ? [] : session.ValidationCodes.Peek().Select(code => new Candidate(code.ValidationId, CmdletMessages.ValidationCodeTip(code)));
}
