namespace PartnerQualification.Client;

/// <summary>Finds the way that a request names.</summary>
internal static class SignInWays
{
    public static ISignInWay Create(SignInRequest request, SignInApplication application, ISignInEvents events) => request.Method switch
    {
        SignInMethod.AppSecret or SignInMethod.AppCertificate => new AppOnlyWay(application.Confidential!, application.Scopes),
        SignInMethod.RefreshToken => new RefreshTokenWay(application, request.RefreshToken!),
        SignInMethod.DeviceCode => new DeviceCodeWay(application.Public!, application.Scopes, events),
        _ when application.Confidential is { } confidential => new CodeWay(confidential, application.Scopes, new Browser(events)),
        _ => new BrowserWay(application.Public!, application.Scopes, new Browser(events)),
    };
}
