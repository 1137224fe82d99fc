using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>What users get for an error: a stable id, a fitting category, the customer, and what to do next.</summary>
internal static class ErrorRecords
{
    private static readonly Dictionary<PartnerCenterErrorKind, ErrorCategory> Categories = new()
    {
        [PartnerCenterErrorKind.UnexpectedResponse] = ErrorCategory.InvalidResult,
        [PartnerCenterErrorKind.NotConnected] = ErrorCategory.ConnectionError,
        [PartnerCenterErrorKind.SessionCannotSet] = ErrorCategory.PermissionDenied,
        [PartnerCenterErrorKind.SessionExpired] = ErrorCategory.AuthenticationError,
        [PartnerCenterErrorKind.ConfirmationRequired] = ErrorCategory.InvalidOperation,
        [PartnerCenterErrorKind.QualificationRequired] = ErrorCategory.InvalidArgument,
        [PartnerCenterErrorKind.QualificationNotSettable] = ErrorCategory.InvalidArgument,
        [PartnerCenterErrorKind.SignInRequired] = ErrorCategory.AuthenticationError,
        [PartnerCenterErrorKind.MfaRequired] = ErrorCategory.AuthenticationError,
        [PartnerCenterErrorKind.AccessDenied] = ErrorCategory.PermissionDenied,
        [PartnerCenterErrorKind.CustomerIdInvalid] = ErrorCategory.InvalidArgument,
        [PartnerCenterErrorKind.CustomerNotFound] = ErrorCategory.ObjectNotFound,
        [PartnerCenterErrorKind.CustomerNotYours] = ErrorCategory.PermissionDenied,
        [PartnerCenterErrorKind.ValidationCodeRequired] = ErrorCategory.InvalidArgument,
        [PartnerCenterErrorKind.ValidationCodeExhausted] = ErrorCategory.QuotaExceeded,
        [PartnerCenterErrorKind.InvalidProperty] = ErrorCategory.InvalidArgument,
        [PartnerCenterErrorKind.AlreadyQualified] = ErrorCategory.ResourceExists,
        [PartnerCenterErrorKind.TaggingDenied] = ErrorCategory.PermissionDenied,
        [PartnerCenterErrorKind.ResourceChanged] = ErrorCategory.ResourceUnavailable,
        [PartnerCenterErrorKind.Throttled] = ErrorCategory.LimitsExceeded,
        [PartnerCenterErrorKind.ServiceUnavailable] = ErrorCategory.ResourceUnavailable,
        [PartnerCenterErrorKind.ConnectionFailed] = ErrorCategory.ConnectionError,
        [PartnerCenterErrorKind.OutcomeUnknown] = ErrorCategory.OperationStopped,
        [PartnerCenterErrorKind.WaitTimedOut] = ErrorCategory.OperationTimeout,
        [PartnerCenterErrorKind.SignInFailed] = ErrorCategory.AuthenticationError,
    };

    /// <summary>The error record of an exception.</summary>
    public static ErrorRecord Of(PartnerCenterException error)
    {
        var category = Categories.TryGetValue(error.Kind, out var known) ? known : ErrorCategory.NotSpecified;
        return new ErrorRecord(error, error.ErrorId, category, error.CustomerId)
        {
            ErrorDetails = new ErrorDetails(Shown(error)) { RecommendedAction = error.Remedy },
        };
    }

    /// <summary>PowerShell 7 shows the recommended action by itself; Windows PowerShell shows the message alone.</summary>
    private static string Shown(PartnerCenterException error)
    {
#if NET
        var isLast = error.Remedy.Length > 0 && error.Message.EndsWith(error.Remedy, StringComparison.Ordinal);
        return isLast ? error.Message.Substring(0, error.Message.Length - error.Remedy.Length).TrimEnd() : error.Message;
#else
        return error.Message;
#endif
    }
}
