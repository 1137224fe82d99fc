namespace PartnerQualification.Client;

/// <summary>What a request to sign in must have before anything is sent.</summary>
internal static class SignInRules
{
    /// <summary>Whether a user takes part who can be asked again.</summary>
    public static bool IsAttended(SignInMethod method) => method is SignInMethod.Interactive or SignInMethod.DeviceCode;

    /// <summary>Whether no user takes part at all, not even by a stored refresh token.</summary>
    public static bool IsAppOnly(SignInMethod method) => method is SignInMethod.AppSecret or SignInMethod.AppCertificate;

    /// <summary>Throws where something is missing or does not go together.</summary>
    public static void Check(SignInRequest request)
    {
        if (Broken(request) is { } detail) throw new SignInConditionException(SignInCondition.ParameterInvalid, detail);
    }

    /// <summary>Whether it is a domain or a GUID, which has the form of a domain. The tenant becomes part of the address that secrets are sent to.</summary>
    private static bool IsTenant(string tenant) => Uri.CheckHostName(tenant) == UriHostNameType.Dns;

    private static string? Broken(SignInRequest request)
    {
        var method = request.Method.ToString();
        var appOnly = IsAppOnly(request.Method);
        if (!appOnly && !IsAttended(request.Method) && request.Method != SignInMethod.RefreshToken) return SignInMessages.MethodIsNoSignIn(method);
        if (string.IsNullOrWhiteSpace(request.ApplicationId)) return SignInMessages.ApplicationMissing(method);
        if (request.ClientSecret is not null && request.Certificate is not null) return SignInMessages.SecretAndCertificate;
        if (request.Method == SignInMethod.DeviceCode && (request.ClientSecret ?? (object?)request.Certificate) is not null) return SignInMessages.DeviceCodeIsPublic;
        if (request.Method == SignInMethod.AppSecret && request.ClientSecret is not { Length: > 0 }) return SignInMessages.SecretMissing(method);
        if (request.Method == SignInMethod.AppCertificate && request.Certificate is null) return SignInMessages.CertificateMissing(method);
        if (request.Method == SignInMethod.RefreshToken && request.RefreshToken is not { Length: > 0 }) return SignInMessages.RefreshTokenMissing(method);
        if (appOnly && string.IsNullOrWhiteSpace(request.TenantId)) return SignInMessages.TenantMissing(method);
        if (request.TenantId is { } tenant && !IsTenant(tenant)) return SignInMessages.TenantUnreadable(tenant);
        return appOnly && request.Persist ? SignInMessages.NothingToPersist(method) : null;
    }
}
