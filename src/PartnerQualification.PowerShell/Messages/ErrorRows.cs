using System.Management.Automation;
using Kind = PartnerQualification.PartnerCenterErrorKind;

namespace PartnerQualification.PowerShell;

/// <summary>What PowerShell adds to every kind of error, one row each, and what to type where the domain says what to do.</summary>
internal static class ErrorRows
{
    /// <summary>The rows.</summary>
    public static IReadOnlyDictionary<Kind, ErrorRow> All { get; } = new Dictionary<Kind, ErrorRow>
    {
        [Kind.UnexpectedResponse] = new(ErrorCategory.InvalidResult),
        [Kind.NotConnected] = new(ErrorCategory.ConnectionError, "Run Connect-PartnerQualification, or give -Session what it returned."),
        [Kind.SessionCannotSet] = new(ErrorCategory.PermissionDenied, "Connect as a user: interactively, with -DeviceCode, or unattended with -RefreshToken."),
        [Kind.SessionExpired] = new(ErrorCategory.AuthenticationError, "Connect again (Connect-PartnerQualification); with -AccessToken, give -AccessTokenProvider a script block that gets the next one."),
        [Kind.ConfirmationRequired] = new(ErrorCategory.InvalidOperation, "Where that is what you want, add -Confirm:$false; -WhatIf shows beforehand what would be requested."),
        [Kind.QualificationRequired] = new(ErrorCategory.InvalidArgument),
        [Kind.QualificationNotSettable] = new(ErrorCategory.InvalidArgument),
        [Kind.SignInRequired] = new(ErrorCategory.AuthenticationError, "Connect again (Connect-PartnerQualification), to the environment and the tenant the customers belong to."),
        [Kind.MfaRequired] = new(ErrorCategory.AuthenticationError),
        [Kind.AccessDenied] = new(ErrorCategory.PermissionDenied),
        [Kind.CustomerIdInvalid] = new(ErrorCategory.InvalidArgument, "Give the customer's tenant id, a GUID such as c0000000-0000-4000-8000-000000000001, or its domain name, such as contoso.onmicrosoft.com; Find-PartnerCustomer finds both by the company's name."),
        [Kind.CustomerIdRequired] = new(ErrorCategory.InvalidArgument, "Give -CustomerId an id or a domain, or pipe customers in: Find-PartnerCustomer finds them by name, and Import-Csv reads them from a file. Get-CustomerQualification -All reads all customers."),
        [Kind.CustomerNotFound] = new(ErrorCategory.ObjectNotFound, "Check the customer id: it is the customer's tenant id, shown as 'Microsoft ID' on the customer's account page; Find-PartnerCustomer finds it by name or domain."),
        [Kind.CustomerAmbiguous] = new(ErrorCategory.InvalidArgument, "Give the customer's id, or Name and Domain together; Find-PartnerCustomer lists them."),
        [Kind.CustomerNotYours] = new(ErrorCategory.PermissionDenied, "Check the customer id, and that you are connected to the right partner tenant (Get-PartnerQualificationContext)."),
        [Kind.ValidationCodeRequired] = new(ErrorCategory.InvalidArgument, "Give ValidationCode one of the partner's codes, as Get-PartnerValidationCode lists them with what remains on each."),
        [Kind.ValidationCodeExhausted] = new(ErrorCategory.QuotaExceeded, "Use another code; Get-PartnerValidationCode lists them with what remains on each."),
        [Kind.InvalidProperty] = new(ErrorCategory.InvalidArgument),
        [Kind.ColumnNotRecognized] = new(ErrorCategory.InvalidData, "Rename the column as the message says, or give the parameter a script block that takes it; -IgnoreColumn lets it through where it means something else."),
        [Kind.AlreadyQualified] = new(ErrorCategory.ResourceExists, "Do not request it again; Get-CustomerQualification shows the present state, and -SkipExisting avoids the error."),
        [Kind.TaggingDenied] = new(ErrorCategory.PermissionDenied),
        [Kind.AccountUnderReview] = new(ErrorCategory.ResourceUnavailable),
        [Kind.AccountNotApproved] = new(ErrorCategory.PermissionDenied),
        [Kind.ResourceChanged] = new(ErrorCategory.ResourceUnavailable, "Read it again (Get-CustomerQualification), and repeat the request if it is still needed."),
        [Kind.Throttled] = new(ErrorCategory.LimitsExceeded),
        [Kind.ServiceUnavailable] = new(ErrorCategory.ResourceUnavailable),
        [Kind.ServiceOutage] = new(ErrorCategory.ResourceUnavailable, "Run the command again when Partner Center answers again, for the customers that are left; with Set-CustomerQualification, the same -JournalPath goes on where the run stopped, and -SkipExisting reads each customer first and passes over those that are done."),
        [Kind.ConnectionFailed] = new(ErrorCategory.ConnectionError),
        [Kind.OutcomeUnknown] = new(ErrorCategory.OperationStopped, "Read the customer's qualifications (Get-CustomerQualification) before you request this one again, or repeat the request with -SkipExisting."),
        [Kind.WaitTimedOut] = new(ErrorCategory.OperationTimeout, "Partner Center goes on with it, for days at times. Pipe this object into Wait-CustomerQualification again later."),
        [Kind.SignInFailed] = new(ErrorCategory.AuthenticationError),
        [Kind.JournalInUse] = new(ErrorCategory.ResourceBusy, "Wait until that command has ended, or give this one another -JournalPath."),
        [Kind.JournalFailed] = new(ErrorCategory.WriteError, "Make room on the disk, or correct what the message names, and run the command again with the same -JournalPath: it goes on where this run ended."),
        [Kind.JournalUnreadable] = new(ErrorCategory.InvalidData, "Check that -JournalPath names a journal, and this tenant's. Where a line is damaged, read the customers of the lines around it (Get-CustomerQualification), then take the line out."),
        [Kind.ReportFailed] = new(ErrorCategory.WriteError),
        [Kind.NotReady] = new(ErrorCategory.InvalidOperation, "Pipe on only what is ready (Where-Object Verdict -eq Ready). Where the row has been corrected since, test it again (Test-CustomerQualification), or clear its Verdict; -ResubmitDenied sends what is DeniedBefore."),
    };

    private static readonly Dictionary<string, string> ToType = Commands();

    /// <summary>What to type, where a remedy of the domain has a command to it; otherwise the remedy as it is.</summary>
    public static string Remedy(string remedy) => ToType.TryGetValue(remedy, out var command) ? command : remedy;

    /// <summary>What to type for a kind, for messages that know no better remedy.</summary>
    public static string RemedyOf(Kind kind) => All[kind].Remedy!;

    // A message may give the remedy of another kind than its own, so the text decides, and not the kind.
    private static Dictionary<string, string> Commands()
    {
        var commands = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Messages.RefreshTokenWithoutMfa] = "The stored refresh token must come from a sign-in with multifactor authentication: consent once more interactively or with -DeviceCode, and store the new refresh token.",
            [Messages.SandboxWithoutMfa] = "Connect to the sandbox as a user with multifactor authentication (-As User).",
            [Messages.RenewElsewhere] = "Let the script block of -AccessTokenProvider get the token without commands of this session: from a vault, another module, or a session of its own.",
        };
        foreach (var row in All)
        {
            if (row.Value.Remedy is { } command) commands.Add(ErrorKinds.Of(row.Key).Remedy, command);
        }

        return commands;
    }
}

/// <summary>What PowerShell adds to a kind of error.</summary>
/// <param name="Category">PowerShell's category.</param>
/// <param name="Remedy">What to type, in place of the kind's own remedy; nothing where that is right as it is.</param>
internal sealed record ErrorRow(ErrorCategory Category, string? Remedy = null);
