namespace PartnerQualification;

/// <summary>Every sentence that users read, in one place: this part is about the rules of the domain.</summary>
internal static partial class Messages
{
    internal const int LongestQuotation = 80;

    public static ErrorText CustomerIdInvalid(string? text) => new(
        text is null || InvisibleCharacters.Trim(text).Length == 0
            ? "CustomerId is empty: no customer was named, and nothing was sent."
            : $"CustomerId {QuoteId(text)} is not a customer id, and nothing was sent for it.",
        RemedyOf(PartnerCenterErrorKind.CustomerIdInvalid));

    public static ErrorText QualificationRequired(string customerId) => new(
        $"No Qualification was given for customer {customerId}, and nothing was sent.",
        RemedyOf(PartnerCenterErrorKind.QualificationRequired));

    public static ErrorText QualificationNotSettable(string customerId, string qualification) => new(
        Spelling.AreSame(qualification, Qualifications.None)
            ? $"Qualification None cannot be set for customer {customerId}: a qualification, once granted, cannot be taken back by the partner. Nothing was sent."
            : Spelling.AreSame(qualification, Qualifications.Nonprofit)
                ? $"Qualification Nonprofit cannot be set for customer {customerId}: Partner Center lets partners read it, not request it. Nothing was sent."
                : $"Qualification {Quote(qualification)} cannot be set for customer {customerId}: there is no such qualification to request.{Near(Qualifications.Settable, qualification)} Nothing was sent.",
        RemedyOf(PartnerCenterErrorKind.QualificationNotSettable));

    public static ErrorText ValidationCodeRequired(string customerId) => new(
        $"GovernmentCommunityCloud needs a ValidationCode, and none was given for customer {customerId}. Nothing was sent.",
        RemedyOf(PartnerCenterErrorKind.ValidationCodeRequired));

    public static ErrorText ValidationCodeUnreadable(string customerId, string? unseen) => new(
        unseen is null
            ? $"ValidationCode for customer {customerId} is longer than 100 characters. Nothing was sent."
            : $"ValidationCode for customer {customerId} holds {unseen}, a character that cannot be seen. Nothing was sent.",
        RemedyOf(PartnerCenterErrorKind.ValidationCodeRequired));

    public static ErrorText ValidationCodeNotAllowed(string customerId, string qualification) => new(
        $"ValidationCode belongs to GovernmentCommunityCloud only, but {qualification} was asked for customer {customerId}. Nothing was sent.",
        "Leave ValidationCode out, or ask for GovernmentCommunityCloud.");

    public static ErrorText EducationSegmentUnknown(string customerId, string segment) => new(
        $"EducationSegment {Quote(segment)} is not known; it was given for customer {customerId}.{Near(EducationSegments.All, segment)} Nothing was sent.",
        $"Use {Choices(EducationSegments.All)}.");

    public static ErrorText EducationOnly(string parameter, string customerId, string qualification) => new(
        $"{parameter} belongs to Education only, but {qualification} was asked for customer {customerId}. Nothing was sent.",
        $"Leave {parameter} out, or ask for Education.");

    public static ErrorText WebsiteInvalid(string customerId, string website, string? unseen) => new(
        unseen is null
            ? $"Website {Quote(website)} for customer {customerId} is neither a host name nor an http(s) address. Nothing was sent."
            : $"Website {Quote(website)} for customer {customerId} holds {unseen}, a character that cannot be seen. Nothing was sent.",
        "Give the customer's public website, such as contoso.edu or https://www.contoso.edu/.");

    /// <summary>A text of somebody else's, made safe to stand in a sentence of ours: what cannot be seen in it is shown as its code point.</summary>
    internal static string Quote(string text) => $"'{PlainText.OneLine(InvisibleCharacters.Show(text), LongestQuotation)}'";

    /// <summary>What was given as an id. Where it looks like one, the letters and dashes of other alphabets are shown as their code points, too.</summary>
    private static string QuoteId(string text)
    {
        var looksLikeId = text.All(static character => character is > '~' or '-' or (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
        return Quote(looksLikeId ? InvisibleCharacters.ShowBeyondAscii(text) : text);
    }

    /// <summary>A question after the name that was probably meant, with a blank before it; empty where there is none.</summary>
    internal static string Near(IReadOnlyList<string> names, string text) =>
        Spelling.Nearest(names, text) is { } near ? $" Did you mean {near}?" : string.Empty;

    internal static string Choices(IReadOnlyList<string> values) =>
        $"{string.Join(", ", values.Take(values.Count - 1))} or {values[values.Count - 1]}";
}
