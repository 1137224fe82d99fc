namespace PartnerQualification;

/// <summary>What went wrong. The names are stable: they are the error ids that scripts match on.</summary>
public enum PartnerCenterErrorKind
{
    /// <summary>The service answered with something that cannot be understood.</summary>
    UnexpectedResponse,

    /// <summary>There is no session.</summary>
    NotConnected,

    /// <summary>The session is one of an application alone, and setting needs a user.</summary>
    SessionCannotSet,

    /// <summary>The session has expired and cannot be renewed.</summary>
    SessionExpired,

    /// <summary>The host cannot ask for confirmation.</summary>
    ConfirmationRequired,

    /// <summary>No qualification was named.</summary>
    QualificationRequired,

    /// <summary>The qualification exists or not, but no partner can set it.</summary>
    QualificationNotSettable,

    /// <summary>There is no valid access token.</summary>
    SignInRequired,

    /// <summary>The sign-in lacks multifactor authentication.</summary>
    MfaRequired,

    /// <summary>The user or the application lacks a role.</summary>
    AccessDenied,

    /// <summary>The customer id is not a GUID.</summary>
    CustomerIdInvalid,

    /// <summary>There is no such customer.</summary>
    CustomerNotFound,

    /// <summary>The customer belongs to another partner.</summary>
    CustomerNotYours,

    /// <summary>The Government Community Cloud needs a validation code.</summary>
    ValidationCodeRequired,

    /// <summary>The validation code serves no more customers.</summary>
    ValidationCodeExhausted,

    /// <summary>A property is not accepted, by a rule of ours or by the service.</summary>
    InvalidProperty,

    /// <summary>The customer holds the qualification already, or it is in review.</summary>
    AlreadyQualified,

    /// <summary>The service refuses to tag this customer.</summary>
    TaggingDenied,

    /// <summary>The resource changed between reading and writing.</summary>
    ResourceChanged,

    /// <summary>The service throttled for longer than a request may take.</summary>
    Throttled,

    /// <summary>The service failed.</summary>
    ServiceUnavailable,

    /// <summary>Nothing has got through to the service for too long, whoever tried.</summary>
    ServiceOutage,

    /// <summary>The service could not be reached, and nothing was changed.</summary>
    ConnectionFailed,

    /// <summary>A request to set something was sent, and no answer says what became of it: it may or may not have taken effect.</summary>
    OutcomeUnknown,

    /// <summary>A review was not decided in the time given.</summary>
    WaitTimedOut,

    /// <summary>Signing in failed; <see cref="PartnerCenterException.ErrorId"/> says why.</summary>
    SignInFailed,

    /// <summary>Another command writes to the journal.</summary>
    JournalInUse,

    /// <summary>The journal cannot be opened, read or written.</summary>
    JournalFailed,

    /// <summary>What stands in the journal cannot be relied on: a line that cannot be read, or one of another tenant.</summary>
    JournalUnreadable,

    /// <summary>The row carries the verdict of an earlier test, and it is not ready to be sent.</summary>
    NotReady,

    /// <summary>The customer's account is under review, and what is requested for it is refused meanwhile.</summary>
    AccountUnderReview,

    /// <summary>The customer's account was not approved, or is locked.</summary>
    AccountNotApproved,

    /// <summary>More than one customer may be meant by a name or domain, where one is needed.</summary>
    CustomerAmbiguous,

    /// <summary>No customer was named.</summary>
    CustomerIdRequired,

    /// <summary>What was read in has a column that looks like one of ours and would not be read.</summary>
    ColumnNotRecognized,

    /// <summary>A file of a report cannot be read or written.</summary>
    ReportFailed,
}
