namespace PartnerQualification.PowerShell.Tests;

/// <summary>The rows of docs/errors.md that tell of a kind of error: those with six columns.</summary>
internal sealed class ErrorsPage
{
    private ErrorsPage(IReadOnlyList<Row> kinds) => Kinds = kinds;

    public IReadOnlyList<Row> Kinds { get; }

    public static ErrorsPage Read() => new([.. File.ReadAllLines(Path.Combine(SourceTexts.Root, "docs", "errors.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Replace("`", string.Empty, StringComparison.Ordinal).Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 6)
        .Select(cells => new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]))]);

    internal sealed record Row(string Id, string Category, string MeetsEveryRequest, string PassesByItself, string Meaning, string Remedy);
}
