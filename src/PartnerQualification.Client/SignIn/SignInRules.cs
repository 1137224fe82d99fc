namespace PartnerQualification.Client;

/// <summary>What a request to sign in must hold before anybody is asked.</summary>
internal static class SignInRules
{
    /// <summary>Throws where something is missing or does not go together.</summary>
    public static void Check(SignInRequest request)
    {
        if (Broken(request) is { } detail) throw new SignInConditionException(SignInCondition.ParameterInvalid, detail);
    }

    /// <summary>A domain, or a GUID, which reads as one: the tenant becomes a part of the address that secrets are sent to.</summary>
    private static bool IsTenant(string tenant) => Uri.CheckHostName(tenant) == UriHostNameType.Dns;

    private static string? Broken(SignInRequest request)
    {
        var method = request.Method.ToString();
        var appOnly = request.Method is SignInMethod.AppSecret or SignInMethod.AppCertificate;
        if (!appOnly && request.Method is not (SignInMethod.Interactive or SignInMethod.DeviceCode or SignInMethod.RefreshToken)) return Messages.MethodIsNoSignIn(method);
        if (string.IsNullOrWhiteSpace(request.ApplicationId)) return Messages.ApplicationMissing(method);
        if (request.ClientSecret is not null && request.Certificate is not null) return Messages.SecretAndCertificate;
        if (request.Method == SignInMethod.DeviceCode && (request.ClientSecret ?? (object?)request.Certificate) is not null) return Messages.DeviceCodeIsPublic;
        if (request.Method == SignInMethod.AppSecret && request.ClientSecret is not { Length: > 0 }) return Messages.SecretMissing(method);
        if (request.Method == SignInMethod.AppCertificate && request.Certificate is null) return Messages.CertificateMissing(method);
        if (request.Method == SignInMethod.RefreshToken && request.RefreshToken is not { Length: > 0 }) return Messages.RefreshTokenMissing(method);
        if (appOnly && string.IsNullOrWhiteSpace(request.TenantId)) return Messages.TenantMissing(method);
        if (request.TenantId is { } tenant && !IsTenant(tenant)) return Messages.TenantUnreadable(tenant);
        return appOnly && request.Persist ? Messages.NothingToPersist(method) : null;
    }
}
