using System.Management.Automation.Language;
using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about columns that are not read, and rows that are results.</summary>
internal static partial class CmdletMessages
{
    /// <summary>What is wrong with the columns of a row.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="row">Which row it is about, such as "for customer …"; nothing where it ends the command.</param>
    public static ErrorText ColumnNotRecognized(ColumnProblem problem, string? row) =>
        problem.Delimiter is { } delimiter ? DelimiterNotRecognized(delimiter, row) : ColumnsNotRecognized(problem.Columns, row);

    public static string ForCustomer(string customerId) => $"for customer {customerId}";

    public const string ForThisRow = "for this row";

    public static ErrorText ResultGivesNoQualification(string customerId) => new(
        $"The row of customer {customerId} is a result of this module. A result gives its customer only, and never the qualification to request. Nothing was sent.",
        "Name what to request, such as -Qualification Education; where the column Qualification was changed to what you want, -Qualification { $_.Qualification } takes it.");

    private static ErrorText DelimiterNotRecognized(char delimiter, string? row) => new(
        $"The columns are separated by {DelimiterName(delimiter)}, and were read as one column. {NothingSent(row)}",
        $"Read the file with Import-Csv -Delimiter {(delimiter == '\t' ? "\"`t\"" : $"'{delimiter}'")}.");

    private static ErrorText ColumnsNotRecognized(IReadOnlyList<UnreadColumn> columns, string? row)
    {
        var isOne = columns.Count == 1;
        var names = string.Join(" and ", columns.Select(column => Quote(column.Column)));
        var parameters = string.Join(" and ", columns.Select(column => column.Parameter));
        var first = columns[0];
        return new(
            $"The {(isOne ? "column" : "columns")} {names} {(isOne ? "looks" : "look")} like {parameters}, and would not be read. {NothingSent(row)}",
            $"Rename {(isOne ? "it" : "them")} to {parameters}, or say what to take, as in -{first.Parameter} {{ $_.{Literal(first.Column)} }}. Where {(isOne ? "it means" : "they mean")} something else, -IgnoreColumn {string.Join(", ", columns.Select(column => Literal(column.Column)))} lets {(isOne ? "it" : "them")} through.");
    }

    private static string NothingSent(string? row) => row is null ? "Nothing was sent." : $"Nothing was sent {row}.";

    private static string DelimiterName(char delimiter) => delimiter == '\t' ? "tabs" : $"'{delimiter}'";

    private static string Literal(string name) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(PlainText.OneLine(name, LongestQuotation))}'";
}
