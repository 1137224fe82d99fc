using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about the customers and codes that a sandbox is given.</summary>
internal static partial class CmdletMessages
{
    public const string RequestsAsCustomers =
        "The rows of -Customer have a column Qualification and none called VettingStatus, so that column is taken as what is to be requested: the sandbox's customers hold nothing. To say what they hold, add VettingStatus (blank for a State-owned entity).";

    public static ErrorText SandboxWithoutRows(string parameter) => new(
        $"-{parameter} has no rows. No sandbox was opened.",
        "Check the file or the command that the rows come from; without the parameter, the sandbox has customers and codes of its own.");

    public static ErrorText SandboxRowWithoutCustomer(int row, string customer) => new(
        customer.Length == 0
            ? $"Row {Number(row)} of -Customer names no customer. No sandbox was opened."
            : $"Row {Number(row)} of -Customer: {Quote(customer)} is no customer id. No sandbox was opened.",
        "Give each row the customer's tenant id, a GUID, as CustomerId, CustomerTenantId, TenantId or Id.");

    public static ErrorText SandboxRowUnusable(string parameter, int row, string property, string problem) => new(
        $"Row {Number(row)} of -{parameter}: {property} {problem}. No sandbox was opened.",
        $"Correct {property} in that row.");

    public static ErrorText SandboxRowsDiffer(int row, int earlier, string customerId, string property, string value, string before) => new(
        $"Row {Number(row)} of -Customer says {property} {Quote(value)} of customer {customerId}, and row {Number(earlier)} says {Quote(before)}. No sandbox was opened.",
        "Correct the one that is wrong: the rows of a customer differ in its qualifications only.");

    public static ErrorText SandboxQualificationTwice(int row, string customerId, string qualification) => new(
        $"Row {Number(row)} of -Customer gives customer {customerId} the qualification {Quote(qualification)} a second time. No sandbox was opened.",
        "Leave one row for each qualification of a customer: the one with its present state.");

    public static ErrorText SandboxCodeTwice(int row, string code) => new(
        $"Row {Number(row)} of -ValidationCode has the code {Quote(code)} a second time. No sandbox was opened.",
        "Leave one row for each code.");

    public static string NotOneOf(string value, IEnumerable<string> known) => $"is {Quote(value)}, and not one of {string.Join(", ", known)}";

    public static string NotACount(string value) => $"is {Quote(value)}, which is no number of customers";

    public const string NoCode = "is missing";
}
