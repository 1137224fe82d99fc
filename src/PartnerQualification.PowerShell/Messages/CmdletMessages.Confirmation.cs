using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about what a person is told before a request is sent: in the question, and with -WhatIf.</summary>
internal static partial class CmdletMessages
{
    public const string ConfirmationCaption = "Request a qualification that cannot be taken back";

    private const string NotGiven = "none given";

    /// <summary>What would be sent and what follows from it, in one line.</summary>
    public static string ConfirmationWhatIf(RequestInSession sent, bool resubmitsDenied, KnownRequests? known)
    {
        var company = sent.CompanyName is { } name ? $" ({Name(name)})" : string.Empty;
        return $"Request {sent.Request.Qualification} for customer {sent.Request.CustomerId}{company}{Values(sent)} in {Tenant(sent)}. {Consequences(sent, " ")}{Resubmission(resubmitsDenied, known, " ")}";
    }

    /// <summary>The same as a question, in lines that fit a window of 80 columns.</summary>
    public static string ConfirmationQuestion(RequestInSession sent, bool resubmitsDenied, KnownRequests? known)
    {
        var request = sent.Request;
        List<string> lines = [$"Request {request.Qualification} for {(sent.CompanyName is { } name ? Name(name) : "this customer")}?", $"Customer: {request.CustomerId}"];
        if (request.Qualification == Qualifications.Education)
        {
            lines.Add($"Segment: {request.EducationSegment ?? NotGiven}");
            lines.Add($"Website: {request.Website ?? NotGiven}");
        }

        if (request.ValidationCode is { } code) lines.Add($"Validation code: {Code(code, sent)}");
        lines.Add($"Partner: {Tenant(sent)}");
        lines.Add(Consequences(sent, Environment.NewLine) + Resubmission(resubmitsDenied, known, Environment.NewLine));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Values(RequestInSession sent)
    {
        var request = sent.Request;
        if (request.ValidationCode is { } code) return $", with the validation code {Code(code, sent)},";
        return request.Qualification == Qualifications.Education
            ? $", with the segment {request.EducationSegment ?? NotGiven} and the website {request.Website ?? NotGiven},"
            : string.Empty;
    }

    private static string Code(string code, RequestInSession sent) => sent.CodeOrganization is { } organization ? $"{code} ({Name(organization)})" : code;

    private static string Tenant(RequestInSession sent) => $"tenant {Name(sent.TenantId)} ({Name(sent.Environment)})";

    private static string Consequences(RequestInSession sent, string separator)
    {
        var consequences = sent.Request.Qualification switch
        {
            Qualifications.Education => "It cannot be undone, and uses one of the customer's three verifications.",
            Qualifications.GovernmentCommunityCloud => $"It cannot be undone, and ends commercial sales to this customer:{separator}only GCC offers can be sold to it from then on.",
            _ => "It cannot be undone.",
        };
        return sent.Unlisted.Count == 0
            ? consequences
            : $"{consequences}{separator}The customer has {string.Join(" and ", sent.Unlisted.Select(Name))}. Microsoft's purchase rules know no customer{separator}with both, and Partner Center may refuse it.";
    }

    private static string Resubmission(bool resubmitsDenied, KnownRequests? known, string separator) =>
        !resubmitsDenied ? string.Empty
        : known is null ? $"{separator}Where it was denied before, this asks again: a customer can be verified three times at most, so correct what was denied first."
        : $"{separator}Where it was denied before, this asks again, so correct what was denied first. {Known(known)}";

    /// <summary>How often a customer was asked for. What is known is never all of it.</summary>
    private static string Known(KnownRequests known)
    {
        if (known.Since is not { } since) return "How many requests for this customer there were before is not known; three are allowed.";
        var (count, atLeast) = known.Count switch
        {
            0 => ("No request for this customer is", string.Empty),
            1 => ("1 request for this customer is", "at least: "),
            _ => ($"{Number(known.Count)} requests for this customer are", "at least: "),
        };
        var possible = known.Possible switch
        {
            0 => string.Empty,
            1 => ", and 1 more record may be one",
            _ => $", and {Number(known.Possible)} more records may each be one",
        };
        var end = known.HasRecords ? "records end after 90 days" : "the partner's activity records could not be read";
        return $"{count} known since {Day(since)}{possible} ({atLeast}{end}); three are allowed.";
    }
}
