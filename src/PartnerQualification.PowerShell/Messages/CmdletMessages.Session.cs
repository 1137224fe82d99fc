using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>Every sentence of the cmdlets that users read: this part is about the session and what a command says as it runs.</summary>
internal static partial class CmdletMessages
{
    private const int LongestReason = 300;

    public const string WaitActivity = "Waiting for reviews";

    public const string SetActivity = "Requesting qualifications";

    public const string GetActivity = "Reading qualifications";

    public const string EducationSegmentMissing =
        "Education was asked for without an EducationSegment. Partner Center requires one today and may refuse the request; it is sent all the same. Give EducationSegment K12 or HigherEducation.";

    public static string SessionWithoutMfa(string remedy) =>
        $"This sign-in was done without multifactor authentication. Partner Center refuses users without it, and this session will not set anything. {remedy}";

    public const string TimeSpanUnreadable = "is no duration. Give a number of seconds, such as 90, or a TimeSpan, such as 00:01:30.";

    public const string CopyOfSession =
        "This is a copy of a session, as a file, a background job or another computer gives it: it can be looked at, and connects to nothing. Nothing was sent. Connect in the process where the command runs, or use Start-ThreadJob, which stays in this one, with -Session $using:session.";

    public const string SessionOfOtherModule =
        "This session was opened by another copy of the module, which was imported into this process before, and only that one can use it. Nothing was sent. Connect again with the module that is imported now; where that does not help, start a new PowerShell session.";

    public static string SeveralSessions(int count) =>
        $"There are {Number(count)} objects, and a command works through one session. Nothing was sent. Give one of them.";

    public static string NoSession(string type) =>
        $"{PlainText.OneLine(type, LongestQuotation)} is no session. Nothing was sent. Give a session that is open, as a variable with its dollar sign: -Session $session.";

    public static ErrorText NotConnected() => new(
        "There is no session in this runspace, and nothing was sent.",
        "Run Connect-PartnerQualification first. In another runspace, such as a thread job, give what it returned: -Session $using:session.");

    public static ErrorText SessionClosed() => new(
        "The session was disconnected, and nothing more is sent through it.",
        "Run Connect-PartnerQualification again.");

    public static ErrorText SessionCannotSet() => new(
        "This session is one of an application alone (App). Partner Center lets only a user set qualifications (App+User), and nothing was sent.",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.SessionCannotSet));

    public static ErrorText SessionExpired(DateTimeOffset expired) => new(
        $"The session's access token expired on {Utc(expired)}, and there is no way to renew it. Nothing was sent.",
        "Run Connect-PartnerQualification again; with -AccessToken, give -AccessTokenProvider a script block that gets the next one.");

    public static ErrorText SessionMfaRequired(SignInMethod method) => new(
        "This session's user signed in without multifactor authentication, which Partner Center requires. Nothing was sent.",
        MfaRemedy(method));

    public static ErrorText ConfirmationRequired() => new(
        "Setting a qualification cannot be undone and asks for confirmation, but this host cannot ask. Nothing was sent.",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.ConfirmationRequired));

    public static ErrorText AccessTokenUnreadable() => new(
        "What was given as -AccessToken is no access token that can be read, so neither its audience nor its expiry can be checked. Nothing was sent.",
        "Give the access token alone: three parts with dots between them, without 'Bearer' in front. A refresh token belongs to -RefreshToken.");

    public static ErrorText AccessTokenAudience(string? audience, PartnerCenterEnvironment environment) => new(
        $"The access token is for {Quote(audience ?? "nobody")}, not for Partner Center in the environment {environment.Name}. It was not used.",
        $"Get a token for the resource {Root(environment.ApiBase)}, or name the token's own -Environment.");

    public static ErrorText AccessTokenProviderFailed(string why) => new(
        $"The script block of -AccessTokenProvider gave no access token: {PlainText.OneLine(Redaction.Text(why), LongestReason)}",
        "Let it return one access token for Partner Center, as text or SecureString, and nothing else.");

    public static ErrorText EndpointRefused(Uri endpoint) => EndpointRule.HoldsCredentials(endpoint)
        ? new(
            "Endpoint holds a user or a password, which an address of the API has no use for; it is not repeated here. Nothing was sent.",
            "Give the address alone, such as https://gateway.example/partner; who signs in is said by the other parameters.")
        : new(
            $"Endpoint {Quote(EndpointRule.Shown(endpoint))} is neither https nor http on this machine, or has a query or a fragment. Nothing was sent.",
            "Give an https address without '?' and '#'; plain http is for an emulator on loopback only.");

    public static ErrorText WaitTimedOut(CustomerQualification review, TimeSpan timeout) => new(
        $"The review of {Name(review.Qualification)} for customer {review.CustomerId} was not decided within {Duration(timeout)}; it is {Name(review.VettingStatus)}.",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.WaitTimedOut));

    public static ErrorText InterruptedOutcome(string customerId, string qualification, Guid requestId) => new(
        $"The request of {qualification} for customer {customerId} had left when the command was stopped, and its answer was not waited for: it may or may not have taken effect (request id {requestId}).",
        "Read the customer with Get-CustomerQualification before trying again, or repeat the run with the same -JournalPath, or with -SkipExisting.");

    public static ErrorText CustomerGivenTwice() => new(
        "Customers come from the pipeline, and CustomerId was given on the command line as well. Nothing was sent.",
        "Give them in one way. With customers from the pipeline, name every other parameter: -Qualification Education, not Education alone.");

    public static ErrorText CustomerMissing() => new(
        "No customer was named, and nothing was sent.",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.CustomerIdRequired));

    public static ErrorText TimeoutNegative() => new(
        "Timeout is a negative duration. Nothing was sent.",
        "Give how long to wait, such as 00:30:00 or a number of seconds; leave it out to wait to the end.");

    public static ErrorText PollingIntervalTooShort(TimeSpan shortest) => new(
        $"PollingInterval is shorter than {Duration(shortest)}. Nothing was sent.",
        "Give a time between two rounds of reading, such as 00:01:00 or a number of seconds; leave it out for one that grows by itself.");

    public static ErrorText PausedCommand(TimeSpan pause, DateTimeOffset resumeAt, string account) => new(
        $"Partner Center asks for a pause of {Duration(pause)}: go on at {TimeOfDay(resumeAt)}. {account}",
        "Run the command again at that time, for the customers that are left; with Set-CustomerQualification, the same -JournalPath and -SkipExisting pass over those that are done.");

    public static ErrorText OutageCommand(DateTimeOffset since, string account) => new(
        $"Nothing has got through to Partner Center since {TimeOfDay(since)}, whichever customer it was about, so the command ends. {account}",
        ErrorRows.RemedyOf(PartnerCenterErrorKind.ServiceOutage));

    public static ErrorText UnreachableCommand(PartnerCenterException error, string account) => new(
        $"{error.WhatHappened} No connection has come about since the session began, so the command ends. {account}",
        error.Remedy);

    public static string Account(long done, long failed, long unknown, long notSent, IReadOnlyCollection<string> named)
    {
        var others = notSent - named.Count;
        var names = named.Count == 0 ? string.Empty : $" ({string.Join(", ", named.Select(name => PlainText.OneLine(name, LongestQuotation)))}{(others > 0 ? $" and {Number(others)} more" : string.Empty)})";
        return $"{Number(done)} {(done == 1 ? "customer was" : "customers were")} done, {Number(failed)} failed, {Number(unknown)} ended with an unknown outcome, and {Number(notSent)} of those taken in {(notSent == 1 ? "was" : "were")} not sent, or turned away without effect{names}.";
    }

    public static string RunBegins(string command, Guid run, PartnerQualificationSession session) =>
        $"{command} begins as {Name(session.User ?? session.ApplicationId)} ({session.Environment}); this run's id is {run}.";

    public static string NotAsked(CustomerQualification qualification) =>
        $"{qualification.Qualification} of customer {qualification.CustomerId} is not what -Qualification names, and is not waited for.";

    public static string Interrupted(int notShown, int handedOn)
    {
        var sentences = new List<string>();
        if (notShown > 0)
        {
            sentences.Add(notShown == 1
                ? "1 request had left when the command was stopped, and its answer was not shown."
                : $"{Number(notShown)} requests had left when the command was stopped, and their answers were not shown.");
        }

        if (handedOn > 0)
        {
            sentences.Add(handedOn == 1
                ? "1 answer was just being handed to the next command, which may not have used it."
                : $"{Number(handedOn)} answers were just being handed to the next command, which may not have used them.");
        }

        sentences.Add("The session's Interrupted list names them (Get-PartnerQualificationContext); read these customers, or repeat the run with the same -JournalPath, or with -SkipExisting.");
        return string.Join(" ", sentences);
    }

    public static string Denied(CustomerQualification denied) =>
        $"Partner Center has denied {Name(denied.Qualification)} for customer {denied.CustomerId}{(denied.VettingReason is null ? string.Empty : $": {Name(denied.VettingReason)}")}. Before it is requested again, a global administrator of the customer has to correct the organization's profile in the Microsoft 365 admin center (Settings, Organization profile): legal name, full address, an e-mail address of its own domain. A customer can be verified three times at most; asking again without a correction wastes one of them. This is said once, for the first customer of this run.";

    public static string ActivityUnreadable(string why) => $"How often a customer was asked for before is not known, and is not looked up any more in this run: {why}";

    public static string ActivityTooSlow(TimeSpan limit) => $"the partner's activity records were not read within {Duration(limit)}.";

    public static string FilterMistaken(string parameter, string name, string near, IReadOnlyList<string> known) =>
        $"{parameter} {Quote(name)} is not known: there is {Choices(known)}. Did you mean {near}? It is looked for as it was given.";

    public static string FilterUnmatched(string parameter, string name, IReadOnlyList<string> known) =>
        $"{parameter} {Quote(name)} is not known, and nothing that was read has it: there is {Choices(known)}.";

    public static string Connected(string? who, string? tenant, string environment, string credentials) =>
        $"Connected to Partner Center ({environment}) as {Name(who ?? "an application")} of tenant {Name(tenant ?? "unknown")}, {credentials}.";

    public static string NothingToFollow(string customerId, string? qualification) =>
        qualification is null
            ? $"Customer {customerId} has no qualification; there is nothing to wait for."
            : $"Customer {customerId} has no qualification {Quote(qualification)}; there is nothing to wait for.";

    public static string NotRequested(CustomerQualification existing) => existing.SkipReason switch
    {
        SkipReason.Denied => $"Customer {existing.CustomerId} was denied {Name(existing.Qualification)}; nothing was requested. -ResubmitDenied asks again.",
        SkipReason.Journal => $"{Name(existing.Qualification)} for customer {existing.CustomerId} is done{(existing.VettingStatus is null ? string.Empty : $" ({Name(existing.VettingStatus)})")}, says the journal; nothing was requested.",
        SkipReason.Duplicate => $"{Name(existing.Qualification)} for customer {existing.CustomerId} was asked for before in this run; nothing was requested.",
        _ => $"Customer {existing.CustomerId} already has {Name(existing.Qualification)}{(existing.VettingStatus is null ? string.Empty : $" ({Name(existing.VettingStatus)})")}; nothing was requested.",
    };

    /// <summary>A sentence with the company behind its customer's id, the first time that it stands there; as it is where the company has been named.</summary>
    public static string WithCompany(string sentence, string? customerId, string? company)
    {
        if (string.IsNullOrEmpty(customerId) || string.IsNullOrWhiteSpace(company)) return sentence;
        var name = Name(company);
        var at = sentence.IndexOf(customerId, StringComparison.OrdinalIgnoreCase);
        return at < 0 || sentence.Contains(name) ? sentence : sentence.Insert(at + customerId!.Length, $" ({name})");
    }

    /// <summary>A name that the service or a token gave, safe to stand in a sentence.</summary>
    private static string Name(string? name) => PlainText.OneLine(name ?? "unknown", LongestQuotation);

    internal static string Root(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
