namespace PartnerQualification.PowerShell;

/// <summary>
/// What to type after a failed sign-in. The remedies of the client are for callers in C# too, so they name no cmdlet and no parameter;
/// a sentence of this table follows them where the name of a parameter helps.
/// </summary>
internal static class SignInRemedies
{
    private const string NewRefreshToken = "For a runbook: Connect-PartnerQualification hands the new refresh token to the script block of -OnRefreshTokenChanged.";
    private const string TenantAndCloud = "The tenant is given by -TenantId, the cloud by -Environment.";
    private const string ProxyAddress = "A proxy is given by -Proxy.";

    /// <summary>The sentences by the id of the error.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SignInRefreshTokenExpired"] = NewRefreshToken,
        ["SignInRefreshTokenRevoked"] = NewRefreshToken,
        ["SignInMfaRequired"] = NewRefreshToken,
        ["SignInClaimsRequired"] = NewRefreshToken,
        ["SignInInteractionRequired"] = NewRefreshToken,
        ["SignInApplicationUnknown"] = TenantAndCloud,
        ["SignInTenantUnknown"] = TenantAndCloud,
        ["SignInUserNotInTenant"] = "The tenant is given by -TenantId.",
        ["SignInApplicationIsPublic"] = "Give -ApplicationId, without -Credential and without a certificate.",
        ["SignInApplicationIsConfidential"] = "Give -Credential for a secret, or one of -Certificate, -CertificateThumbprint and -CertificatePath.",
        ["SignInNoNetwork"] = ProxyAddress,
        ["SignInAnswerUnreadable"] = ProxyAddress,
        ["SignInProxyRefused"] = "Give -Proxy and -ProxyCredential.",
        ["SignInDeviceCodeExpired"] = "Run Connect-PartnerQualification -DeviceCode again.",
        ["SignInBrowserUnavailable"] = "Use -DeviceCode.",
        ["SignInPersistenceUnavailable"] = "Leave out -Persist.",
    };

    /// <summary>The sentence for an error; nothing where the client's remedy is enough.</summary>
    public static string? For(string errorId) => All.TryGetValue(errorId, out var sentence) ? sentence : null;
}
