namespace PartnerQualification.Client;

/// <summary>What users read about signing in. The texts of the single failures are in <see cref="SignInFailures"/>.</summary>
internal static class SignInMessages
{
    private const int MaxQuotationLength = 80;
    private const int MaxServiceWordsLength = 300;

    /// <summary>What is said of a failure, with the service's own words where they help.</summary>
    public static ErrorText Describe(SignInFailure failure, SignInRequest request, bool attended, string? serviceCode, string? serviceMessage, Guid? correlationId, string? detail)
    {
        var happened = Fill(failure.Meaning, request, detail);
        if (failure.ShowsServiceMessage && !string.IsNullOrEmpty(serviceMessage)) happened += $" The service says: {serviceMessage}";
        var reference = Reference(serviceCode, correlationId);
        if (reference.Length > 0) happened += $" ({reference})";
        return new ErrorText(happened, Fill(attended ? failure.Remedy : failure.UnattendedRemedy ?? failure.Remedy, request, detail));
    }

    /// <summary>The service's own words, without MSAL's before them and without the ids and the time that follow them.</summary>
    public static string ServiceWords(string text)
    {
        var number = text.IndexOf("AADSTS", StringComparison.Ordinal);
        var colon = number < 0 ? -1 : text.IndexOf(": ", number, StringComparison.Ordinal);
        var words = colon < 0 ? text : text.Substring(colon + 2);
        var end = words.IndexOf("Trace ID:", StringComparison.Ordinal);
        return PlainText.OneLine(end < 0 ? words : words.Substring(0, end), MaxServiceWordsLength);
    }

    public static string SecretMissing(string method) => $"{method} needs the application's secret.";

    public static string CertificateMissing(string method) => $"{method} needs the application's certificate.";

    public static string RefreshTokenMissing(string method) => $"{method} needs a refresh token.";

    public static string TenantMissing(string method) => $"{method} needs the partner's tenant, by its id or a domain.";

    public static string TenantUnreadable(string tenant) => $"{Messages.Quote(tenant)} is not a tenant, which is named by its id or a domain.";

    public static string ApplicationMissing(string method) => $"{method} needs the application (client) id.";

    public static string SecretAndCertificate => "a secret and a certificate were both given, and an application proves itself with one of them.";

    public static string DeviceCodeIsPublic => "a device code goes with a public application only, and a secret or certificate was given. Sign in interactively with them.";

    public static string MethodIsNoSignIn(string method) => $"{method} is no method to sign in with here.";

    public static string NothingToPersist(string method) => $"{method} brings nothing that could be kept: it signs in with what it is given each time.";

    public static string LinuxStoreMissing => "the Linux keyring could not be used. It takes libsecret (package libsecret-1-0 or libsecret), and a running, unlocked keyring such as gnome-keyring with a D-Bus session.";

    public static string MacStoreMissing => "the login Keychain of macOS could not be used. It takes a logged-in session with an unlocked Keychain.";

    public static string WindowsStoreMissing => "the Windows data protection (DPAPI) could not be used. It takes a loaded user profile.";

    public static string SignedInPage => "You are signed in. You can close this page and return to the program that opened it.";

    public static string NotSignedInPage => "The sign-in did not succeed. You can close this page; the program that opened it says why.";

    public static string NotTheAnswerPage => "This is not the answer that the sign-in on this machine is waiting for.";

    private static string Fill(string text, SignInRequest request, string? detail) =>
        text.Replace("{app}", PlainText.OneLine(request.ApplicationId, MaxQuotationLength))
            .Replace("{tenant}", request.TenantId is null ? "of the signed-in user" : PlainText.OneLine(request.TenantId, MaxQuotationLength))
            .Replace("{detail}", PlainText.OneLine(detail ?? string.Empty));

    private static string Reference(string? serviceCode, Guid? correlationId)
    {
        var parts = new List<string>(2);
        if (!string.IsNullOrEmpty(serviceCode)) parts.Add(PlainText.OneLine(serviceCode!, MaxQuotationLength));
        if (correlationId is { } id) parts.Add($"correlation id {id}");
        return string.Join(", ", parts);
    }
}
