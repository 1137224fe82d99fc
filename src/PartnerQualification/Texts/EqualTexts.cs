namespace PartnerQualification;

/// <summary>One object for equal texts, where many are kept and few are different: statuses, reasons, users.</summary>
internal sealed class EqualTexts
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The object that stands for a text.</summary>
    public string? Share(string? text)
    {
        if (text is null) return null;
        if (texts.TryGetValue(text, out var known)) return known;
        texts.Add(text, text);
        return text;
    }
}
