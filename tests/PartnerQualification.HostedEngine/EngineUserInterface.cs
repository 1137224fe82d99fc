using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace PartnerQualification.HostedEngine;

/// <summary>Keeps what a person would see, and answers questions as it was told to.</summary>
public sealed class EngineUserInterface : PSHostUserInterface
{
    private readonly Lock gate = new();
    private readonly StringBuilder shown = new();
    private readonly Queue<string> answers = new();
    private readonly List<Question> questions = [];
    private readonly IScreen? screen;
    private readonly bool canAsk;
    private readonly bool wrapsAtWords;

    internal EngineUserInterface(EngineOptions options)
    {
        screen = options.Screen;
        canAsk = options.CanAsk;
        wrapsAtWords = options.WrapsAtWords;
        RawUI = new EngineRawUserInterface(options.Width);
    }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; }

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => screen is { HasColours: true };

    /// <summary>What was shown since the present script began.</summary>
    public string Shown
    {
        get
        {
            lock (gate) return shown.ToString();
        }
    }

    /// <summary>The questions that were asked since the present script began.</summary>
    public IReadOnlyList<Question> Questions
    {
        get
        {
            lock (gate) return [.. questions];
        }
    }

    /// <summary>Answers the questions of the next script, one each.</summary>
    /// <param name="next">A choice's letter or its whole word; or the text, where a text is asked for.</param>
    public void Answer(params string[] next)
    {
        lock (gate)
        {
            foreach (var answer in next) answers.Enqueue(answer);
        }
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        var values = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in descriptions)
        {
            var answer = Ask(new Question(caption, field.Name, [], Default: null));
            values[field.Name] = PSObject.AsPSObject(LanguagePrimitives.ConvertTo(answer, LanguagePrimitives.ConvertTo<Type>(field.ParameterAssemblyFullName), System.Globalization.CultureInfo.InvariantCulture));
        }

        return values;
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        string[] labels = [.. choices.Select(Label)];
        var question = new Question(caption, message, labels, defaultChoice < 0 ? null : labels[defaultChoice]);
        Show(question, choices);
        var answer = Ask(question);
        WriteLine(answer);
        var chosen = answer.Length == 0 ? defaultChoice : Find(choices, answer);
        if (chosen < 0) throw new InvalidOperationException($"'{answer}' is no answer to '{message}' ({string.Join(", ", labels)}).");
        return chosen;
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException("This host asks for no credentials.");

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    /// <inheritdoc/>
    public override string ReadLine() => Ask(new Question(string.Empty, string.Empty, [], Default: null));

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException("This host reads no secrets.");

    /// <inheritdoc/>
    public override void Write(string value)
    {
        // As the console does: where there are no colours, their escape sequences are left out.
        var text = GetOutputString(value, SupportsVirtualTerminal);
        lock (gate) shown.Append(text);
        screen?.Write(text);
    }

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write((wrapsAtWords ? WordWrap.Fit(value, RawUI.BufferSize.Width) : value) + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => WriteLine(value);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteLine(Coloured("DEBUG: " + message, "\x1b[33;1m"));

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteLine(Coloured("VERBOSE: " + message, "\x1b[33;1m"));

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteLine(Coloured("WARNING: " + message, "\x1b[33;1m"));

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => screen?.Show(record);

    /// <summary>Another script begins: nothing is shown or asked yet.</summary>
    internal void Begin()
    {
        lock (gate)
        {
            shown.Clear();
            questions.Clear();
        }
    }

    private static int Find(Collection<ChoiceDescription> choices, string answer)
    {
        for (var index = 0; index < choices.Count; index++)
        {
            if (IsSame(Key(choices[index]), answer) || IsSame(Label(choices[index]), answer)) return index;
        }

        return -1;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Label(ChoiceDescription choice) => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal);

    /// <summary>The letter that stands for a choice; the whole word where none is marked.</summary>
    private static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : choice.Label;
    }

    /// <summary>Shows a question as PowerShell's console does.</summary>
    private void Show(Question question, Collection<ChoiceDescription> choices)
    {
        WriteLine(string.Empty);
        if (question.Caption.Length > 0) WriteLine(Coloured(question.Caption, "\x1b[1m"));
        if (question.Message.Length > 0) WriteLine(question.Message);
        var choicesText = string.Join("  ", choices.Select(choice => $"[{Key(choice)}] {Label(choice)}"));
        var defaultText = question.Default is null ? string.Empty : $" (default is \"{Key(choices.First(choice => Label(choice) == question.Default))}\")";
        Write($"{choicesText}{defaultText}: ");
    }

    private string Ask(Question question)
    {
        lock (gate)
        {
            questions.Add(question);
            if (!canAsk) throw new PSInvalidOperationException("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
            return answers.TryDequeue(out var answer) ? answer : throw new InvalidOperationException($"Nobody answers: {question.Caption} {question.Message}");
        }
    }

    private string Coloured(string text, string colour) => SupportsVirtualTerminal ? $"{colour}{text}\x1b[0m" : text;
}

/// <summary>A question that an engine asked, as a person sees it.</summary>
/// <param name="Caption">What stands above it.</param>
/// <param name="Message">The question.</param>
/// <param name="Choices">The answers to choose from; none where a text is asked for.</param>
/// <param name="Default">The answer that Enter means; nothing where there is none.</param>
public sealed record Question(string Caption, string Message, IReadOnlyList<string> Choices, string? Default);
