using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification.Client;

/// <summary>What a sign-in can fail by that has no number of the service.</summary>
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

/// <summary>Ends a sign-in by a condition that neither the service nor MSAL has a code for. It is explained before it leaves this assembly.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Made and caught in this folder only.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Made and caught in this folder only.")]
internal sealed class SignInConditionException(string condition, string? detail = null) : Exception
{
    public string Condition { get; } = condition;

    public string? Detail { get; } = detail;
}
