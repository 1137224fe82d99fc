using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about the objects that are piped into a cmdlet.</summary>
internal static partial class CmdletMessages
{
    public const string SeveralValues = "holds several values, where one is meant";

    public static ErrorText PropertyUnusable(string property, string customerId, string problem) => new(
        $"{property} for customer {customerId} {problem}. Nothing was sent.",
        $"Give {property} as one text or number, or leave it out; an array with one element is taken as that element.");

    public static ErrorText ArgumentUnusable(string parameter, string problem) => new(
        $"{parameter} {problem}. Nothing was sent.",
        $"Give {parameter} as one text or number, or leave it out.");

    public static string NoValue(string type) => $"is an object of the type {PlainText.OneLine(type, LongestQuotation)}, which is neither text nor a number";

    public static string PropertyThrows(string why) => $"cannot be read: {PlainText.OneLine(why, LongestReason).TrimEnd('.')}";
}
