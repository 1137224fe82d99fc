using Kind = PartnerQualification.PartnerCenterErrorKind;

namespace PartnerQualification;

/// <summary>What every kind of error means, one row each. Whoever wants to know something of a kind asks here, and keeps no list of kinds.</summary>
internal static class ErrorKinds
{
    /// <summary>The rows. A new kind is a new row here, one in the PowerShell project's ErrorRows, and one in docs/errors.md; a test joins the three.</summary>
    public static IReadOnlyDictionary<Kind, ErrorKindInfo> All { get; } = new Dictionary<Kind, ErrorKindInfo>
    {
        [Kind.UnexpectedResponse] = new(
            "The answer cannot be understood, or is not one that is expected.",
            "Check that nothing on the way (a proxy, a gateway, a sign-in page of the network) answers in Partner Center's place; if nothing does, report this with the correlation id."),
        [Kind.NotConnected] = new(
            "There is no session, or it was closed.",
            "Sign in, and go on with the new session.")
        {
            MeetsEveryRequest = true,
        },
        [Kind.SessionCannotSet] = new(
            "An application signed in alone (App), and only a user can set a qualification.",
            "Sign in as a user (App+User)."),
        [Kind.SessionExpired] = new(
            "The access token has expired or is no longer accepted, and there is no way to get another.",
            "Sign in again, or give the session a way to renew its access token.")
        {
            MeetsEveryRequest = true,
        },
        [Kind.ConfirmationRequired] = new(
            "The request has to be confirmed, and the host cannot ask.",
            "Confirm it beforehand, where that is what you want."),
        [Kind.QualificationRequired] = new(
            "No qualification was named.",
            $"Name the qualification to request: {Messages.Choices(Qualifications.Settable)}."),
        [Kind.QualificationNotSettable] = new(
            "What was named is no qualification that a partner can request.",
            $"Use {Messages.Choices(Qualifications.Settable)}."),
        [Kind.SignInRequired] = new(
            "Partner Center does not accept the access token.",
            "Sign in again, to the environment and the tenant the customers belong to.")
        {
            MeetsEveryRequest = true,
        },
        [Kind.MfaRequired] = new(
            "The user signed in without multifactor authentication.",
            "Connect as a user who signs in with multifactor authentication.")
        {
            MeetsEveryRequest = true,
        },
        [Kind.AccessDenied] = new(
            "The user or the application lacks a role.",
            "Connect as a user (App+User) who has the Admin agent or Sales agent role."),
        [Kind.CustomerIdInvalid] = new(
            "What was given as a customer is not a GUID.",
            "Give the customer's tenant id, a GUID such as c0000000-0000-4000-8000-000000000001; Partner Center shows it as 'Microsoft ID' on the customer's account page."),
        [Kind.CustomerIdRequired] = new(
            "No customer was named.",
            "Name the customers: each by its tenant id."),
        [Kind.CustomerNotFound] = new(
            "Partner Center knows no such customer.",
            "Check the customer id: it is the customer's tenant id, shown as 'Microsoft ID' on the customer's account page."),
        [Kind.CustomerAmbiguous] = new(
            "More than one customer may be meant, where one is needed.",
            "Give the customer's id."),
        [Kind.CustomerNotYours] = new(
            "The customer belongs to another partner.",
            "Check the customer id, and that you are signed in to the right partner tenant."),
        [Kind.ValidationCodeRequired] = new(
            "The Government Community Cloud needs a validation code.",
            "Give one of the partner's validation codes, as Partner Center lists them."),
        [Kind.ValidationCodeExhausted] = new(
            "The validation code serves no more customers.",
            "Use another of the partner's validation codes."),
        [Kind.InvalidProperty] = new(
            "A value breaks a rule, or the service does not accept it.",
            "Correct what the message names."),
        [Kind.ColumnNotRecognized] = new(
            "What was piped in has a column that looks like one that is read, and is not.",
            "Rename the column as the message says."),
        [Kind.AlreadyQualified] = new(
            "The customer holds the qualification already, or it is in review.",
            "Do not request it again; read the customer's qualifications to see the present state."),
        [Kind.TaggingDenied] = new(
            "Partner Center does not let this customer be qualified.",
            "Repeating the request does not help; ask Partner Center support why, with the correlation id."),
        [Kind.AccountUnderReview] = new(
            "Microsoft reviews the customer's account, and refuses requests for it meanwhile.",
            "Wait some days, look at the state of the customer's account, and request the qualification again when it is Allowed."),
        [Kind.AccountNotApproved] = new(
            "The customer's account was not approved, or is locked.",
            "Check the customer's details in Partner Center, and ask Partner Center support, with the correlation id."),
        [Kind.ResourceChanged] = new(
            "What is stored changed while the request was made.",
            "Read it again, and repeat the request if it is still needed."),
        [Kind.Throttled] = new(
            "Partner Center throttled the request again and again, for longer than one request may take.",
            "Try again later, with fewer requests at once.")
        {
            PassesByItself = true,
        },
        [Kind.ServiceUnavailable] = new(
            "Partner Center failed to handle the request.",
            "Try again later; if it happens again, give the correlation id to Partner Center support.")
        {
            PassesByItself = true,
        },
        [Kind.ServiceOutage] = new(
            "Nothing has got through to Partner Center for 110 seconds, whoever tried.",
            "Try again when Partner Center answers again; what is unknown has to be read first.")
        {
            MeetsEveryRequest = true,
            PassesByItself = true,
        },
        [Kind.ConnectionFailed] = new(
            "Partner Center could not be reached or did not answer, and nothing was changed.",
            "Check the network, the proxy and the endpoint, and try again.")
        {
            PassesByItself = true,
        },
        [Kind.OutcomeUnknown] = new(
            "A request to set something was sent, and no answer says what became of it: it may or may not have taken effect.",
            "Read the customer's qualifications before you request this one again."),
        [Kind.WaitTimedOut] = new(
            "The review was not decided in the time given.",
            "Partner Center goes on with it, for days at times; follow it again later.")
        {
            PassesByItself = true,
        },
        [Kind.SignInFailed] = new(
            "Signing in failed; the error id says why.",
            "Do what the message says, and sign in again.")
        {
            MeetsEveryRequest = true,
        },
        [Kind.JournalInUse] = new(
            "Another command writes to the journal.",
            "Wait until it has ended, or give this run a journal of its own."),
        [Kind.JournalFailed] = new(
            "The journal cannot be opened, read or written, and nothing is sent that it could not note.",
            "Make room on the disk, or correct what the message names, and run the command again with the same journal: it goes on where this run ended.")
        {
            MeetsEveryRequest = true,
        },
        [Kind.JournalUnreadable] = new(
            "What stands in the journal cannot be relied on: a line cannot be read, or belongs to another tenant.",
            "Check that it is a journal, and this tenant's. Where a line is damaged, read the customers of the lines around it, then take the line out."),
        [Kind.ReportFailed] = new(
            "A file of the report cannot be read or written.",
            "Make room on the disk, or correct what the message names, and write the report again."),
        [Kind.NotReady] = new(
            "The row was tested before, and what the test found does not let it be sent.",
            "Correct what the test found, test the row again, and send it when it is ready."),
    };

    /// <summary>The row of a kind; a number that is no kind counts as an unexpected response.</summary>
    public static ErrorKindInfo Of(Kind kind) => All.TryGetValue(kind, out var info) ? info : All[Kind.UnexpectedResponse];
}

/// <summary>What a kind of error means.</summary>
/// <param name="Meaning">One sentence of what it means.</param>
/// <param name="Remedy">What to do next, for whoever calls: it names no command and no parameter. A message may know something more fitting.</param>
internal sealed record ErrorKindInfo(string Meaning, string Remedy)
{
    /// <summary>Whether every other request of the session would meet it too.</summary>
    public bool MeetsEveryRequest { get; init; }

    /// <summary>Whether trying again later may succeed, with nothing done about it.</summary>
    public bool PassesByItself { get; init; }
}
