namespace PartnerQualification;

/// <summary>What is said of a request that was tested and not sent: why it would not be accepted, what to do, and what it may stumble over.</summary>
internal static partial class Messages
{
    public const string HintSalesEnd =
        "Once the customer holds GovernmentCommunityCloud, nothing commercial can be sold to it any more: make sure beforehand that it needs none of that.";

    public const string HintNoWebsite = "The row names no Website: give the institution's official one there, because reviews go by it.";

    public const string HintNoMail = $"The customer's profile has no e-mail address: {ByAdministrator} enter one of the customer's own domain {InAdminCenter}.";

    public const string LeaveOut = "Leave the row out; there is nothing to request.";

    public const string AwaitDecision = "Wait for Partner Center's decision, which usually comes within three business days.";

    public const string KeepOneRow = "Keep the one that is right, and leave the other out.";

    public const string AccountIsUnderReview = "Microsoft reviews the customer's account, and nothing can be requested until that is done.";

    public const string AccountIsNotApproved = "Microsoft has not approved the customer's account.";

    public const string AwaitAccount = "Wait some days, and test again.";

    public const string AskAboutAccount = "Check the customer's details, and ask Partner Center support.";

    public const string NoSegment = "Education needs an EducationSegment, and none was given.";

    private const string ByAdministrator = "let a global administrator of the customer";

    private const string InAdminCenter = "in the Microsoft 365 admin center (Settings, Organization profile)";

    private const int MostVerifications = 3;

    public static string ChooseSegment => $"Give EducationSegment: {Choices(EducationSegments.All)}.";

    public static string HintPair(string requested, string held) =>
        $"The customer has {OneLine(held)}, and {requested} beside it is a pair that Microsoft's purchase rules do not list: make sure that the row means this customer, or ask Partner Center support first.";

    public static string HintPairInRow(string requested, string other, long row) =>
        $"Row {Number(row)} requests {other} for the same customer, and {requested} beside it is a pair that Microsoft's purchase rules do not list: make sure that both rows mean this customer.";

    public static string HintWebsiteNotAcademic(string website) =>
        $"The Website {Quote(website)} has no ending by which academic ones are known, such as .edu or .ac.uk: check in the row that it is the institution's official one.";

    public static string HintMailNotOwn(string address) =>
        $"The e-mail address {Quote(address)} in the customer's profile is not one of its own domain: {ByAdministrator} enter another {InAdminCenter}.";

    public static string HintMissing(IReadOnlyList<string> parts) =>
        $"The customer's profile lacks {(parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[parts.Count - 1]}")}: {ByAdministrator} add what is missing {InAdminCenter}.";

    public static string HintProfileUnread(PartnerCenterException error) => $"The customer's profile could not be read, so it was not looked at: {error.WhatHappened}";

    public static string HintAccountUnread(PartnerCenterException error) => $"The state of the customer's account could not be read, so it was not looked at: {error.WhatHappened}";

    public static string HintAccountState(string status) =>
        $"Partner Center gives the state of the customer's account as {OneLine(status)}, and may refuse requests until that has changed: look at the customer's account page there.";

    public static string HeldAlready(CustomerQualification held) =>
        $"The customer holds it already{(string.IsNullOrEmpty(held.VettingStatus) ? string.Empty : $" ({OneLine(held.VettingStatus!)})")}.";

    public static string RequestedAlready(CustomerQualification held) =>
        $"It was requested before, and Partner Center has not decided yet ({OneLine(held.VettingStatus ?? VettingStatuses.InReview)}).";

    public static string DeniedBefore(CustomerQualification denied) =>
        $"Partner Center denied it before{(string.IsNullOrEmpty(denied.VettingReason) ? string.Empty : $": {OneLine(denied.VettingReason!).TrimEnd('.')}")}.";

    /// <summary>What to correct before a denied qualification is requested again, and where.</summary>
    /// <param name="denied">What was denied.</param>
    /// <param name="known">How many requests for it are known; nothing where nobody could find out.</param>
    public static string CorrectBeforeAgain(CustomerQualification denied, int? known)
    {
        var domain = denied.VettingReason?.IndexOf("Domain", StringComparison.OrdinalIgnoreCase) >= 0 ? "give the institution's official Website in the row, and " : string.Empty;
        var text = $"Before it is requested again, {domain}{ByAdministrator} correct the profile {InAdminCenter}: legal name, full address, an e-mail address of its own domain. A customer can be verified three times at most";
        return known switch
        {
            null or 0 => $"{text}.",
            >= MostVerifications => $"{text}, and {Number(known.Value)} requests are known: none may be left, so ask Partner Center support to verify by hand.",
            _ => $"{text}, and at least {Number(known.Value)} {(known == 1 ? "request is" : "requests are")} known.",
        };
    }

    public static string SameAsRow(long row, bool isSame) => isSame
        ? $"It is the same as row {Number(row)}."
        : $"Row {Number(row)} requests the same for this customer, with another EducationSegment, Website or ValidationCode.";

    public static string CodeUnknown(string code) => $"The partner has no validation code {Quote(code)}.";

    public static string CodeUsedUp(string code, int remaining) => remaining <= 0
        ? $"The validation code {Quote(code)} serves no more customers."
        : $"The validation code {Quote(code)} serves {Number(remaining)} more {(remaining == 1 ? "customer" : "customers")}, and the rows above use that up.";

    /// <summary>What a customer has, in one line.</summary>
    public static string Held(IEnumerable<CustomerQualification> held)
    {
        var texts = held.Where(static one => one.Qualification != Qualifications.None).Select(HeldOne).ToArray();
        return texts.Length == 0 ? Qualifications.None : string.Join("; ", texts);
    }

    private static string HeldOne(CustomerQualification held)
    {
        var status = string.IsNullOrEmpty(held.VettingStatus) ? string.Empty : $": {OneLine(held.VettingStatus!)}";
        var reason = string.IsNullOrEmpty(held.VettingReason) ? string.Empty : $" ({OneLine(held.VettingReason!)})";
        return OneLine(held.Qualification) + status + reason;
    }

    private static string OneLine(string text) => PlainText.OneLine(text, LongestQuotation);
}
