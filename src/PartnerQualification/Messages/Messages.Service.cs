using System.Globalization;

namespace PartnerQualification;

/// <summary>What the client says: about answers of the service, and about the lack of them.</summary>
internal static partial class Messages
{
    /// <summary>What to do where a stored refresh token lacks multifactor authentication.</summary>
    internal const string RefreshTokenWithoutMfa =
        "The stored refresh token must come from a sign-in with multifactor authentication: consent once more interactively or with a device code, and store the new refresh token.";

    /// <summary>What to do where the sandbox's user lacks multifactor authentication.</summary>
    internal const string SandboxWithoutMfa = "Connect to the sandbox as a user with multifactor authentication.";

    /// <summary>What to do where a renewal waits for itself.</summary>
    internal const string RenewElsewhere = "Get the token without a call of this session: from a vault, another library, or a session of its own.";

    public const string TokenUnusable = "The access token is empty, or holds characters that no token has. Give the token's text alone, without the word Bearer.";

    public const string SettingQualifications = "setting qualifications";

    public const string ReadingQualifications = "reading qualifications";

    public const string ListingCustomers = "listing customers";

    public const string ReadingValidationCodes = "reading validation codes";

    public const string ReadingActivity = "reading activity records";

    public const string FindingCustomers = "finding customers";

    public const string ReadingCustomer = "reading customers";

    public const string ReadingAccount = "reading account states";

    public const string ConnectionLost = "the connection was lost";

    public const string TimedOut = "the time for an answer was over";

    public const string TooLong = "the answer is too long";

    public const string SessionWasClosed = "the session was closed";

    public const string Stopped = "the caller stopped waiting";

    public static ErrorText CustomerNotFound(ErrorSubject subject) => new(
        $"Partner Center does not know {Of(subject)}. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.CustomerNotFound));

    public static ErrorText CustomerNotYours(ErrorSubject subject) => new(
        $"{Customer(subject)} is not a customer of the partner that is signed in. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.CustomerNotYours));

    public static ErrorText ResourceChanged(ErrorSubject subject) => new(
        $"What is stored for {Of(subject)} changed while the request was made. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.ResourceChanged));

    public static ErrorText TaggingDenied(ErrorSubject subject) => new(
        $"Partner Center does not let {Of(subject)} be tagged as {subject.Qualification ?? "qualified"}. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.TaggingDenied));

    public static ErrorText ValidationCodeExhausted(ErrorSubject subject) => new(
        $"The validation code serves no more customers, so {Of(subject)} was not qualified. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.ValidationCodeExhausted));

    public static ErrorText Refused(ErrorSubject subject) => new(
        $"Partner Center did not accept {Request(subject)}. {Details(subject)}",
        subject.Qualification is null
            ? "Correct what the service names."
            : "Correct the property that the service names, and request the qualification again.");

    public static ErrorText MfaRequired(ErrorSubject subject, SignInMethod method) => new(
        $"Partner Center refused {Request(subject)}, because the sign-in was made without multifactor authentication. {Details(subject)}",
        MfaRemedy(method));

    public static ErrorText TokenRefused(ErrorSubject subject, bool wasRenewed) => new(
        wasRenewed
            ? $"Partner Center did not accept the access token for {Request(subject)}, and no other one it accepts could be had. {Details(subject)}"
            : $"Partner Center did not accept the access token for {Request(subject)}: it is missing, expired, or meant for something else. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.SignInRequired));

    public static ErrorText AccessDenied(ErrorSubject subject, bool isAppOnly) => new(
        $"Partner Center denied access for {Request(subject)}. {Details(subject)}",
        subject.Qualification is not null && isAppOnly
            ? "An application alone may read, but never set: connect as a user (App+User)."
            : subject.Qualification == Qualifications.GovernmentCommunityCloud
                ? "Connect as a user (App+User) who has the Admin agent or Sales agent role, and a GDAP role on the customer (Directory Reader or Writer, License or User Administrator)."
                : RemedyOf(PartnerCenterErrorKind.AccessDenied));

    public static ErrorText AppOnlyRefused(ErrorSubject subject) => new(
        $"Partner Center takes no application alone for {Request(subject)}. {Details(subject)}",
        "Connect as a user (App+User).");

    public static ErrorText RoleMissing(ErrorSubject subject) => new(
        $"Partner Center denied access for {Request(subject)}, because a role is missing. {Details(subject)}",
        "The user needs the Admin agent role, or a GDAP role on the customer (Directory Reader or Writer, License or User Administrator).");

    public static ErrorText PolicyBlocks(ErrorSubject subject) => new(
        $"A conditional access policy of the customer's tenant or the partner's blocks {Request(subject)}. {Details(subject)}",
        "Sign in from where the policy is met, or have its owner change it.");

    public static ErrorText TokenForElsewhere(ErrorSubject subject, Uri apiBase) => new(
        $"Partner Center did not accept the access token for {Request(subject)}: it was issued for another service. {Details(subject)}",
        $"Get a token for {apiBase.GetLeftPart(UriPartial.Authority)}.");

    public static ErrorText AccountUnderReview(ErrorSubject subject) => new(
        $"Partner Center did not accept {Request(subject)}, because the customer's account is under review. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.AccountUnderReview));

    public static ErrorText AccountNotApproved(ErrorSubject subject) => new(
        $"Partner Center did not accept {Request(subject)}, because the customer's account was not approved or is locked. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.AccountNotApproved));

    public static ErrorText AlreadyQualified(ErrorSubject subject) => new(
        $"{Customer(subject)} already holds {subject.Qualification ?? "the qualification"}, or it is in review. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.AlreadyQualified));

    public static ErrorText Throttled(ErrorSubject subject, TimeSpan? retryAfter, TimeSpan limit) => new(
        $"Partner Center throttled {Request(subject)} for longer than the {Duration(limit)} a request may take. {Details(subject)}",
        retryAfter is { } pause ? $"Try again in {Duration(pause)}, with fewer requests at once." : RemedyOf(PartnerCenterErrorKind.Throttled));

    public static ErrorText Paused(ErrorSubject subject, TimeSpan pause, DateTimeOffset resumeAt, TimeSpan limit) => new(
        $"Partner Center asks for a pause of {Duration(pause)}, which is longer than the {Duration(limit)} a request may take, so {Request(subject)} was given up and has changed nothing. {Details(subject)}",
        $"Go on at {TimeOfDay(resumeAt)}: until then every request of this kind fails like this one.");

    public static ErrorText ServiceOutage(ErrorSubject subject, DateTimeOffset since, string cause) => new(
        $"{Capital(NothingSince(since))}; in the end {cause}. {Capital(Request(subject))} was given up and has changed nothing. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.ServiceOutage));

    public static ErrorText ServiceUnavailable(ErrorSubject subject) => new(
        $"Partner Center failed to handle {Request(subject)}{Tries(subject)}. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.ServiceUnavailable));

    public static ErrorText ServiceFailedHalfWay(ErrorSubject subject) => new(
        $"Partner Center failed while it handled {Request(subject)}{Tries(subject)}: the request may or may not have taken effect. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.OutcomeUnknown));

    public static ErrorText OutcomeUnknown(ErrorSubject subject, string cause) => new(
        $"Whether {Request(subject)} has taken effect is unknown: it was sent{Tries(subject)}, and in the end {cause}. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.OutcomeUnknown));

    public static ErrorText TookEffectUnread(ErrorSubject subject, string cause) => new(
        $"Partner Center accepted {Request(subject)}, so it has taken effect, but its answer could not be read: {cause}. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.AlreadyQualified));

    public static ErrorText TookEffectUnreadable(ErrorSubject subject, string beginning) => new(
        $"Partner Center accepted {Request(subject)}, so it has taken effect, but its answer cannot be read; it begins with: {Quotation(beginning)}. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.AlreadyQualified));

    public static ErrorText Unreadable(ErrorSubject subject, string beginning) => new(
        beginning.Length == 0
            ? $"The answer to {Request(subject)} is empty. Where there is nothing to list, Partner Center answers with an empty list. {Details(subject)}"
            : $"The answer to {Request(subject)} cannot be read; it begins with: {Quotation(beginning)}. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.UnexpectedResponse));

    public static ErrorText NextPageUnusable(ErrorSubject subject) => new(
        $"The answer to {Request(subject)} names the next page with a token that cannot be sent: it holds characters that may not stand in a header. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.UnexpectedResponse));

    public static ErrorText CustomersWithoutEnd(int pages, int customers, bool isTokenRepeated, CallOptions call) => new(
        $"Partner Center's list of customers does not come to an end: after {Number(customers)} customers on {Number(pages)} pages, "
        + (isTokenRepeated ? "the same next page was named again and brought no customer that had not been there before." : "three pages one after the other brought no customer that had not been there before.")
        + $" Whether more customers follow is not known. Request id {call.RequestId}, correlation id {call.CorrelationId}.",
        RemedyOf(PartnerCenterErrorKind.ServiceUnavailable));

    public static ErrorText ActivityWithoutEnd(int pages, int records, bool isTokenRepeated, CallOptions call) => new(
        $"Partner Center's list of activity records does not come to an end: after {Number(records)} records, and {Number(pages)} pages of the latest window, "
        + (isTokenRepeated ? "the same next page was named again and brought no record that had not been there before." : "three pages one after the other brought no record that had not been there before.")
        + $" Whether more records follow is not known. Request id {call.RequestId}, correlation id {call.CorrelationId}.",
        RemedyOf(PartnerCenterErrorKind.ServiceUnavailable));

    public static ErrorText AnswerTooLong(ErrorSubject subject, long limit) => new(
        $"The answer to {Request(subject)} is longer than the {Number(limit)} bytes that are read. {Details(subject)}",
        "Ask for less at once, or raise MaxResponseBytes.");

    public static ErrorText NotConnected(ErrorSubject subject, string cause) => new(
        $"{Host(subject)} could not be reached for {Request(subject)}{Tries(subject)}: {cause}. Nothing was sent. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.ConnectionFailed));

    public static ErrorText NoAnswer(ErrorSubject subject, string cause) => new(
        $"No answer came to {Request(subject)}{Tries(subject)}: {cause}. {Details(subject)}",
        "Check the network and try again; reading changes nothing.");

    public static ErrorText NotSentInTime(ErrorSubject subject, TimeSpan limit) => new(
        $"{Capital(Request(subject))} could not be sent within the {Duration(limit)} a request may take. Nothing was sent. {Details(subject)}",
        "Try again, with fewer requests at once.");

    public static ErrorText ProxyRefused(ErrorSubject subject) => new(
        $"The proxy on the way to {Host(subject)} asks for a sign-in, so {Request(subject)} did not get through. {Details(subject)}",
        "Give a proxy with its credential.");

    public static ErrorText Redirected(ErrorSubject subject) => new(
        $"{Host(subject)} answered {Request(subject)} with a redirect, which is not followed: a request with an access token goes to Partner Center only. {Details(subject)}",
        "Check the endpoint, and that no proxy or sign-in page of the network answers in Partner Center's place.");

    public static ErrorText Unexpected(ErrorSubject subject) => new(
        $"Partner Center answered {Request(subject)} in a way that is not expected. {Details(subject)}",
        "Check the endpoint; if it is right, report this with the correlation id.");

    public static ErrorText NoToken(string? words) => new(
        string.IsNullOrEmpty(words)
            ? "No access token could be had: what was to bring one brought none."
            : $"No access token could be had: {Sentence(words!)}",
        RemedyOf(PartnerCenterErrorKind.SessionExpired));

    public static ErrorText TokenExpired(DateTimeOffset? expiry) => new(
        expiry is { } time
            ? $"The access token expired at {Utc(time)}, and there is no way to renew it."
            : "The access token is no longer accepted, and there is no way to renew it.",
        RemedyOf(PartnerCenterErrorKind.SessionExpired));

    public static string NoMorePages => "The last page of customers has been read already.";

    public static string NoMoreActivity => "The last page of activity records has been read already.";

    public static string PeriodReversed => "The last day is before the first. Give the earlier day first.";

    public static string PageSizeTooSmall => "A page holds 1 customer or more. Give a PageSize of at least 1.";

    public static string FilterWithoutValue => "The filter has no value. Give the beginning of a name or a domain, or no filter for all customers.";

    public static string PeriodTooLong => "Partner Center takes 30 days at most in one request. Give a shorter period, or one of its windows.";

    public static string TokenUnfit => "what was to bring one brought a text that no token is: it is empty, or holds characters that may not stand in a header";

    public static string ContinuationTokenUnusable => "The continuation token is empty, or holds characters that may not stand in a header. Give the token as the page before had it.";

    public static ErrorText TokenForgotten() => new(
        "The session was closed and its access token forgotten, and nothing more is sent through it.",
        RemedyOf(PartnerCenterErrorKind.NotConnected));

    public static ErrorText RenewalUsesItself() => new(
        "What is to bring the next access token uses the session that is waiting for this very token. Nothing was sent.",
        RenewElsewhere);

    public static ErrorText SessionClosedMeanwhile(ErrorSubject subject) => new(
        $"The session was closed before {Request(subject)} was answered, and nothing more is sent through it.{(subject.Qualification is null ? string.Empty : " Nothing was changed.")} {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.NotConnected));

    public static ErrorText NotConnectedForToken(ErrorSubject subject, PartnerCenterException why) => new(
        $"{why.WhatHappened} {Capital(Request(subject))} was given up. {Details(subject)}",
        why.Remedy);

    public static string RequestToSet(string qualification, string customerId) => $"the request for {qualification} for customer {customerId}";

    public static string RequestToReadQualifications(string customerId) => $"the request to read the qualifications of customer {customerId}";

    public const string RequestToFindCustomers = "the request to find customers";

    public static string RequestToReadCustomer(string customerId) => $"the request to read the profile of customer {customerId}";

    public static string RequestToReadAccount(string customerId) => $"the request to read the account state of customer {customerId}";

    public static string RequestToReadActivity(string? customerId) =>
        customerId is null ? "the request to read the partner's activity records" : $"the request to read the activity records of customer {customerId}";

    public static string StatusOfAnotherCall(Guid? requestId) => $"The CallStatus follows request {requestId} already. Give each request a CallStatus of its own; to make the same call again, give its RequestId as well.";

    public static string OptionUnusable(string option, string rule) => $"{option} cannot be used: it {rule}.";

    public static string NotConnectedBecause(Exception? cause) =>
        cause is null ? "no connection came about in time" : Clause(PlainText.OneLine((cause.InnerException ?? cause).Message, 300));

    public static string AnsweredWithPage(int status) => $"it answered {status.ToString(CultureInfo.InvariantCulture)} with a web page, which is not Partner Center's";

    public static string NothingSince(DateTimeOffset since) => $"nothing has got through to Partner Center since {TimeOfDay(since)}";

    public static string AnsweredWith(int status) => $"it answered {status.ToString(CultureInfo.InvariantCulture)}";

    public static string TraceSending(string method, Uri address, CallStatus call) =>
        $"{method} {Redaction.Text(address.AbsoluteUri)}, request {call.RequestId}, correlation {call.CorrelationId}{(call.Attempts > 0 ? $", attempt {(call.Attempts + 1).ToString(CultureInfo.InvariantCulture)}" : string.Empty)}.";

    public static string TraceAnswered(int status, TimeSpan elapsed, CallStatus call) =>
        $"Answered {status.ToString(CultureInfo.InvariantCulture)} in {Milliseconds(elapsed)}, request {call.RequestId}.";

    public static string TraceFailed(string cause, TimeSpan elapsed, CallStatus call) =>
        $"No answer after {Milliseconds(elapsed)}: {cause}, request {call.RequestId}.";

    public static string TraceRetry(TimeSpan wait, DateTimeOffset at, string cause, CallStatus call) =>
        $"Trying again {(wait > TimeSpan.Zero ? $"at {TimeOfDay(at)}, in {Duration(wait)}" : "as soon as the pace allows")}, because {cause}, request {call.RequestId}.";

    public static string TraceOutage(string cause, TimeSpan toProbe) =>
        $"Several customers one after the other have failed, with nothing getting through between them; in the end {cause}. Nothing is sent but one request now and then, the next one in {Duration(toProbe)}; all others wait.";

    public static string TraceOutageOver(TimeSpan lasted) => $"Partner Center answers again after {Duration(lasted)}; whoever waited goes on.";

    /// <summary>The kind's own remedy, for messages that know no better one.</summary>
    private static string RemedyOf(PartnerCenterErrorKind kind) => ErrorKinds.Of(kind).Remedy;

    /// <summary>What to do about a sign-in without multifactor authentication, by the way it was made.</summary>
    internal static string MfaRemedy(SignInMethod method) => method switch
    {
        SignInMethod.Interactive or SignInMethod.DeviceCode => "Connect again, and complete multifactor authentication when the sign-in asks for it; if it does not ask, have it required for this user.",
        SignInMethod.RefreshToken => RefreshTokenWithoutMfa,
        SignInMethod.AccessToken => "Get the access token from a sign-in with multifactor authentication, and connect again with it.",
        SignInMethod.Sandbox => SandboxWithoutMfa,
        _ => RemedyOf(PartnerCenterErrorKind.MfaRequired),
    };

    private static string Customer(ErrorSubject subject) => subject.CustomerId is null ? "The customer" : $"Customer {subject.CustomerId}";

    private static string Of(ErrorSubject subject) => subject.CustomerId is null ? "the partner" : $"customer {subject.CustomerId}";

    /// <summary>The request in the middle of a sentence.</summary>
    private static string Request(ErrorSubject subject) => subject.Request ?? $"the request for {subject.Address.AbsolutePath}";

    private static string Host(ErrorSubject subject) => subject.Address.Authority;

    private static string Tries(ErrorSubject subject) => subject.Attempts > 1 ? $" {subject.Attempts.ToString(CultureInfo.InvariantCulture)} times" : string.Empty;

    /// <summary>The service's own code and words, and what support asks for. What its words say already, and a code that is the status again, are not repeated.</summary>
    private static string Details(ErrorSubject subject)
    {
        var said = subject.Words is null ? string.Empty : $"The service says: {Quotation(subject.Words)}. ";
        var named = subject.Data.Where(one => subject.Words?.IndexOf(one, StringComparison.OrdinalIgnoreCase) is null or < 0).ToArray();
        var data = named.Length == 0 ? string.Empty : $"It names: {string.Join(", ", named)}. ";
        var status = subject.Status is { } number ? $"Status {number.ToString(CultureInfo.InvariantCulture)}, " : string.Empty;
        var code = subject.Code is null || subject.Code == subject.Status?.ToString(CultureInfo.InvariantCulture) ? string.Empty : $"code {subject.Code}, ";
        return Capital($"{said}{data}{status}{code}request id {subject.RequestId}, correlation id {subject.CorrelationId}.");
    }

    private static string Quotation(string text) => text.Length == 0 ? "(nothing to show)" : $"'{text.TrimEnd('.')}'";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    private static string Clause(string text) => text.TrimEnd('.', ' ');

    private static string Sentence(string text) => Clause(text) + ".";

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
