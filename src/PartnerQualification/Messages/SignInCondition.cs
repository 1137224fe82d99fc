namespace PartnerQualification;

/// <summary>What a sign-in can fail by that the service gives no number.</summary>
internal static class SignInCondition
{
    public const string NoNetwork = "no_network";
    public const string ProxyRefused = "proxy_refused";
    public const string InsecureConnection = "insecure_connection";
    public const string ServiceDown = "service_down";
    public const string TooManyRequests = "too_many_requests";
    public const string BrowserMissing = "browser_missing";
    public const string CertificateUnusable = "certificate_unusable";
    public const string NoProtectedStore = "no_protected_store";
    public const string ParameterInvalid = "parameter_invalid";
    public const string AnswerUnreadable = "answer_unreadable";
    public const string ClaimsWanted = "claims_wanted";
}
