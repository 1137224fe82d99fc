namespace PartnerQualification.Client;

/// <summary>
/// Every failure of signing in that has an explanation. A new one takes a row here and one in docs/sign-in.md. Callers in C# read the
/// remedies too, so they name no cmdlet and no parameter: what to type is added by the cmdlets.
/// </summary>
internal static class SignInFailures
{
    private const string FirstConsent = "Sign in once more, interactively or with a device code, and store the new refresh token that this brings";

    /// <summary>What is said where no row fits: the service's own words.</summary>
    public static SignInFailure Unexplained { get; } = new(
        "Failed",
        "Signing in failed for a reason this version does not know.",
        "See docs/sign-in.md of the project; if nothing there helps, give the code and the correlation id to Microsoft's support.")
    {
        ShowsServiceMessage = true,
    };

    /// <summary>The rows.</summary>
    public static IReadOnlyList<SignInFailure> All { get; } =
    [
        new(
            "RefreshTokenExpired",
            "The refresh token has expired: it was not redeemed for 90 days, or a policy of the tenant ended it earlier.",
            $"{FirstConsent}; redeem it at least once in 90 days, and keep the new one that every redemption brings.",
            "700082", "70008", "700084", "70043", "70044"),
        new(
            "RefreshTokenRevoked",
            "The refresh token was revoked: the user's password was changed, or an administrator ended the user's sessions.",
            $"{FirstConsent}.",
            "50173", "50132", "50133"),
        new(
            "RefreshTokenInvalid",
            "What was given is not a refresh token of application {app}, or only a part of one.",
            "Give the refresh token as it was stored, with the application it was issued to and the same kind of client (public, or with a secret or certificate).",
            "9002313", "70000", "54005"),
        new(
            "MfaRequired",
            "The tenant asks for multifactor authentication, and this sign-in has none.",
            "Sign in again and complete multifactor authentication; a user without a second factor sets one up at https://aka.ms/mfasetup first.",
            "50076", "50079", "50072", "50074", "50078")
        {
            Kind = PartnerCenterErrorKind.MfaRequired,
            UnattendedRemedy = $"{FirstConsent}, completing multifactor authentication: a refresh token carries it only if the sign-in it came from had it.",
        },
        new(
            "SecretWrong",
            "The secret of application {app} is wrong.",
            "Give the secret's value, not its id, of a secret that this application has in Microsoft Entra.",
            "7000215"),
        new(
            "SecretExpired",
            "The secret of application {app} has expired.",
            "Add a new secret to the application in Microsoft Entra and use its value; a certificate is safer and lasts longer.",
            "7000222"),
        new(
            "ConsentRequired",
            "Nobody has consented that application {app} may use Partner Center in tenant {tenant}.",
            "Grant admin consent for 'Microsoft Partner Center: user_impersonation' in the application's API permissions, or sign in once interactively and consent.",
            "65001", "90094", "90095"),
        new(
            "PermissionMissing",
            "Application {app} has no permission for Partner Center's API in its registration, or the API is not present in tenant {tenant}.",
            "Add the delegated permission user_impersonation of 'Microsoft Partner Center' (fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd) in the partner's own tenant and grant admin consent.",
            "500011", "650057", "650052"),
        new(
            "ApplicationUnknown",
            "There is no application {app} in tenant {tenant}.",
            "Check the application (client) id, the tenant, and the cloud; an application of another tenant must be multitenant and consented to.",
            "700016", "70001"),
        new(
            "ApplicationDisabled",
            "Application {app} is disabled in tenant {tenant}.",
            "Have an administrator enable it under Enterprise applications.",
            "7000112"),
        new(
            "TenantUnknown",
            "There is no tenant {tenant} in this cloud.",
            "Give the partner tenant's id or one of its domains, and check the cloud.",
            "90002", "900023", "900021"),
        new(
            "CertificateNotRegistered",
            "The certificate is not registered with application {app}.",
            "Upload the certificate's public part to the application in Microsoft Entra, or use the one that is there; compare the thumbprints.",
            "700027"),
        new(
            "CertificateUnusable",
            "The certificate cannot sign: it has no accessible private key, or its key is not RSA.",
            "Use a certificate with an RSA private key that this user may read.",
            SignInCondition.CertificateUnusable, "cert_without_private_key", "certificate_not_rsa", "cryptographic_error"),
        new(
            "RedirectNotRegistered",
            "Application {app} does not have the redirect URI http://localhost that this sign-in needs.",
            "Add http://localhost in the application's registration: under 'Mobile and desktop applications' for a public application, under 'Web' for one with a secret or certificate.",
            "50011", "500113"),
        new(
            "RedirectNotRegistered",
            "The service did not end this sign-in on a redirect of application {app}: the redirect is not registered, or the user has not permitted single sign-on on this device.",
            "Check that http://localhost is among the application's redirect URIs, then sign in again interactively and permit the sign-in when the browser asks.",
            "9002341")
        {
            ShowsServiceMessage = true,
        },
        new(
            "ApplicationIsPublic",
            "Application {app} is a public one for this sign-in, and a secret or certificate was sent with it: a refresh token redeems only with the kind of client it was issued to.",
            "Leave the secret or certificate out; to use them, get the refresh token by an interactive sign-in with them.",
            "700025"),
        new(
            "ApplicationIsConfidential",
            "Application {app} is a confidential one, and came without its secret or certificate: a refresh token redeems only with the kind of client it was issued to.",
            "Give the application's secret or certificate as well; or, for a public application, set 'Allow public client flows' to Yes and register http://localhost under 'Mobile and desktop applications'.",
            "7000218"),
        new(
            "ClockSkew",
            "This machine's clock is wrong: the sign-in it sent is not valid yet, or no longer.",
            "Set the clock by a time server, and try again.",
            "700024", "500133"),
        new(
            "NoNetwork",
            "The sign-in service could not be reached.",
            "Check the network, the name resolution and the proxy, then try again.",
            SignInCondition.NoNetwork, "request_timeout"),
        new(
            "ProxyRefused",
            "The proxy refused to let the sign-in through: it wants credentials, or others.",
            "Give the proxy with its user and password, or have the sign-in hosts allowed.",
            SignInCondition.ProxyRefused),
        new(
            "ConnectionNotTrusted",
            "The connection to the sign-in service is not trusted: its certificate is not one that this machine knows.",
            "Where a proxy inspects traffic, install its root certificate on this machine; otherwise check the clock and the network.",
            SignInCondition.InsecureConnection),
        new(
            "AnswerUnreadable",
            "Something other than the sign-in service answered: a network's own page, or a proxy.",
            "Open a browser and sign in to the network, or check the proxy, then try again.",
            SignInCondition.AnswerUnreadable, "non_parsable_oauth_error", "json_parse_failed", "unknown_error"),
        new(
            "ServiceUnavailable",
            "The sign-in service is not available at the moment.",
            "Try again in a few minutes.",
            SignInCondition.ServiceDown, "service_not_available", "90033", "90006", "90024"),
        new(
            "Throttled",
            "The sign-in service is throttling this application or user.",
            "Wait a few minutes; where many jobs sign in at once, let them share one session.",
            SignInCondition.TooManyRequests, "request_throttled", "50196", "90055", "700129"),
        new(
            "Cancelled",
            "The sign-in was cancelled in the browser.",
            "Sign in again when ready.",
            "authentication_canceled"),
        new(
            "Declined",
            "The sign-in, or the consent it asked for, was declined.",
            "Sign in again and accept; where the user may not consent, have an administrator grant admin consent.",
            "access_denied", "authorization_declined", "65004"),
        new(
            "DeviceCodeExpired",
            "The device code has expired before anybody signed in with it.",
            "Sign in again with a new device code, and type it within a quarter of an hour.",
            "code_expired", "expired_token", "70019", "70020"),
        new(
            "ConditionalAccess",
            "A conditional access policy of the tenant blocks this sign-in.",
            "Sign in from a device and a place that the policy allows, or have an administrator look up the correlation id in the sign-in log.",
            "53003", "53000", "53001", "53002", "53004", "530032", "530034", "50005", "50097"),
        new(
            "ClaimsRequired",
            "Partner Center asks for more than this sign-in can give without the user (a claims challenge of conditional access).",
            "Sign in again and do what the browser asks for.",
            SignInCondition.ClaimsWanted)
        {
            UnattendedRemedy = $"{FirstConsent}; or have an administrator exclude the runbook's application or place from the policy.",
        },
        new(
            "UserNotInTenant",
            "The user does not belong to tenant {tenant}.",
            "Sign in with a work account of the partner tenant, or name the tenant the user is in.",
            "50020", "50034", "90072", "50128"),
        new(
            "UserDisabled",
            "The user's account is disabled.",
            "Have an administrator enable it, or sign in with another.",
            "50057"),
        new(
            "UserLocked",
            "The user's account is locked, after too many failed sign-ins or from an address that is not trusted.",
            "Wait, or have an administrator unlock it.",
            "50053"),
        new(
            "PasswordExpired",
            "The user's password has expired or was never changed after a reset.",
            "Sign in to https://myaccount.microsoft.com, change it, and sign in again.",
            "50055", "50144"),
        new(
            "UserNotAssigned",
            "The user is not assigned to application {app}, and the application asks for assignment.",
            "Have an administrator assign the user under Enterprise applications, Users and groups.",
            "50105"),
        new(
            "InteractionRequired",
            "The sign-in cannot go on without the user.",
            "Sign in again.",
            "50058", "interaction_required", "login_required", "no_tokens_found", "no_account_for_login_hint", "user_null")
        {
            UnattendedRemedy = $"{FirstConsent}.",
            ShowsServiceMessage = true,
        },
        new(
            "BrowserUnavailable",
            "No browser could be opened on this machine.",
            "Sign in with a device code, and type the code in a browser on any device.",
            SignInCondition.BrowserMissing, "linux_xdg_open_failed", "loopback_redirect_uri"),
        new(
            "RedirectNotOurs",
            "The browser came back with an answer that does not belong to this sign-in, and it was ignored for safety.",
            "Close other sign-in pages and sign in again.",
            "state_mismatch"),
        new(
            "PersistenceUnavailable",
            "The sign-in cannot be kept, and nothing was written: {detail}",
            "Sign in without keeping the sign-in, or provide what is missing.",
            SignInCondition.NoProtectedStore),
        new(
            "ParameterInvalid",
            "The sign-in cannot begin with what was given: {detail}",
            "Correct it, and sign in again.",
            SignInCondition.ParameterInvalid),
    ];

    private static readonly Dictionary<string, SignInFailure> ByCode = All
        .SelectMany(failure => failure.Codes, (failure, code) => (failure, code))
        .ToDictionary(row => row.code, row => row.failure, StringComparer.Ordinal);

    /// <summary>The row of the first code that has one.</summary>
    /// <param name="codes">The codes, the most telling first.</param>
    /// <returns>The row and the code it was found by; the unexplained one where there is none.</returns>
    public static (SignInFailure Failure, string? Code) Find(IEnumerable<string> codes)
    {
        foreach (var code in codes)
        {
            if (ByCode.TryGetValue(code, out var failure)) return (failure, code);
        }

        return (Unexplained, null);
    }
}

/// <summary>One failure of signing in, and what users are told of it.</summary>
/// <param name="What">The end of the stable error id, which begins with SignIn.</param>
/// <param name="Meaning">One sentence that says what it means. {app} stands for the application id, {tenant} for the tenant, {detail} for what only the occasion knows.</param>
/// <param name="Remedy">What to do, with the same placeholders.</param>
/// <param name="Codes">What it is recognised by: AADSTS numbers, OAuth or MSAL error codes, or a <see cref="SignInCondition"/>.</param>
internal sealed record SignInFailure(string What, string Meaning, string Remedy, params string[] Codes)
{
    /// <summary>The error id that scripts match on.</summary>
    public string ErrorId => $"SignIn{What}";

    /// <summary>The kind of error.</summary>
    public PartnerCenterErrorKind Kind { get; init; } = PartnerCenterErrorKind.SignInFailed;

    /// <summary>What to do where no user takes part, if that differs.</summary>
    public string? UnattendedRemedy { get; init; }

    /// <summary>Whether the message shows the service's own words, because ours say too little.</summary>
    public bool ShowsServiceMessage { get; init; }
}
