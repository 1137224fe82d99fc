using System.Globalization;
using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is what the Tab key shows beside a value.</summary>
internal static partial class CmdletMessages
{
    public const string SecretTip = "a secret";

    /// <summary>What there is to know of a customer without asking for it.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="held">What it was last seen with.</param>
    public static string CustomerTip(Customer customer, IReadOnlyList<string> held)
    {
        var qualifications = held.Count > 0 ? $"{string.Join(" and ", held)} held or in review" : null;
        return string.Join(", ", new[] { customer.CompanyName, customer.Domain, customer.CustomerId, customer.Relationship, qualifications }
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => PlainText.OneLine(text!, LongestQuotation)));
    }

    public static string CustomersTip(bool areQualifications) => areQualifications ? "customers with their qualifications" : "customers without their qualifications";

    public static string ValidationCodeTip(ValidationCode code) =>
        $"{PlainText.OneLine(code.OrganizationName ?? code.ValidationId, LongestQuotation)}: {Count(code.RemainingCreates)} of {Count(code.MaxCreates)} left";

    public static string SessionTip(PartnerQualificationSession session) =>
        $"{PlainText.OneLine(session.ToString(), LongestQuotation)}, tenant {Name(session.TenantId)}, {session.Credentials ?? "kind of credentials unknown"}";

    public static string ScriptBlockTip(string script) => PlainText.OneLine(script, LongestQuotation);

    public static string QualificationTip(string qualification) => qualification switch
    {
        Qualifications.Education => "Education: reviewed, for minutes or days; takes an EducationSegment, and better a Website too",
        Qualifications.GovernmentCommunityCloud => "Government Community Cloud: takes a ValidationCode; afterwards the customer can buy nothing else",
        Qualifications.StateOwnedEntity => "State-owned entity: without a review",
        Qualifications.Nonprofit => "Nonprofit: can be read, and not requested",
        _ => "None: customers without a qualification",
    };

    public static string EducationSegmentTip(string segment) => segment == EducationSegments.K12 ? "K12: schools" : "HigherEducation: colleges and universities";

    public static string VettingStatusTip(string status) => status switch
    {
        VettingStatuses.InReview => "InReview: not decided yet",
        VettingStatuses.Approved => "Approved: the customer holds the qualification",
        _ => "Denied: the customer was refused; VettingReason says why",
    };

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
