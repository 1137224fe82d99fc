using System.Text;

namespace PartnerQualification.Report;

/// <summary>The summary as Markdown: the sentence, what was counted, and why was denied. It also reads well as plain text.</summary>
internal static class SummaryText
{
    /// <summary>The summary of a report.</summary>
    public static string Of(ReportSummary summary)
    {
        var text = new StringBuilder();
        Line(text, summary.Sentence);
        Line(text, string.Empty);
        Row(text, "", "Count");
        Line(text, "| --- | ---: |");
        foreach (var (name, count) in Messages.ReportCountRows(summary)) Row(text, name, Messages.Number(count));
        if (summary.DeniedByReason.Count > 0)
        {
            Line(text, string.Empty);
            Row(text, "Denied", "Count");
            Line(text, "| --- | ---: |");
            foreach (var reason in summary.DeniedByReason) Row(text, Plain(reason.Reason.Length == 0 ? Messages.NoReasonGiven : reason.Reason), Messages.Number(reason.Count));
        }

        return text.ToString();
    }

    /// <summary>A text of the service's that Markdown and HTML show as it is: every sign that could mean something is written as a reference.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var character in PlainText.OneLine(text, Messages.LongestQuotation))
        {
            if (character < 128 && !char.IsLetterOrDigit(character) && character is not (' ' or ',' or '-')) plain.Append("&#").Append((int)character).Append(';');
            else plain.Append(character);
        }

        return plain.ToString();
    }

    private static void Row(StringBuilder text, string first, string second) => Line(text, $"| {first} | {second} |");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
