using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PartnerQualification.Client;
using PartnerQualification.TokenService;

namespace PartnerQualification.Tests.SignIn;

/// <summary>One application and one user at the token service, with MSAL itself in between. Nothing leaves this machine.</summary>
public sealed class SignInBench
{
    private static readonly IdentityPlatform Platform = new();

    public SignInBench(string? secret = null)
    {
        App = Platform.Register(secret);
        Events = new RecordingEvents { Browser = FollowAsync };
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public RegisteredApp App { get; }

    public RecordingEvents Events { get; }

    public PartnerCenterFactory Factory { get; private init; } = new(AtPlatform);

    /// <summary>What sign-ins use of the machine, where it is not the token service alone.</summary>
    internal SignInEnvironment Environment
    {
        init => Factory = new PartnerCenterFactory(value);
    }

    /// <summary>The token service in place of the network.</summary>
    internal static SignInEnvironment AtPlatform { get; } = new() { CreateHandler = _ => Platform };

    public static SecureString Secret(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    public static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=PartnerQualification test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public string StoredRefreshToken(bool hasMfa = true) => Platform.IssueRefreshToken(App, hasMfa);

    /// <summary>A request, with what a test adds to it.</summary>
    public SignInRequest Request(
        SignInMethod method,
        string? tenant = null,
        PartnerCenterEnvironment? environment = null,
        string? secret = null,
        X509Certificate2? certificate = null,
        string? refreshToken = null,
        bool wantsRefreshToken = false,
        bool persist = false,
        IWebProxy? proxy = null) => new()
        {
            Method = method,
            ApplicationId = App.ClientId,
            TenantId = tenant,
            Environment = environment ?? PartnerCenterEnvironment.Global,
            ClientSecret = secret is null ? null : Secret(secret),
            Certificate = certificate,
            RefreshToken = refreshToken is null ? null : Secret(refreshToken),
            WantsRefreshToken = wantsRefreshToken,
            Persist = persist,
            Proxy = proxy,
        };

    public async Task<IAccessTokenSource> SignInAsync(SignInRequest request)
    {
        var signIn = Factory.SignInAsync(request, Events, Cancellation);
        await Task.WhenAny(signIn, Events.BrowserFailed).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        if (!signIn.IsCompleted) await Events.BrowserFailed;
        return await signIn;
    }

    public async Task<PartnerCenterException> FailToSignInAsync(SignInRequest request) =>
        await Assert.ThrowsAsync<PartnerCenterException>(() => SignInAsync(request));

    public static Task<AccessToken> TokenAsync(IAccessTokenSource tokens, TokenDemand? demand = null) =>
        tokens.GetTokenAsync(demand ?? TokenDemand.Any, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

    /// <summary>The redirect that a browser is sent to once its user has signed in.</summary>
    public static AuthorizationRedirect Authorize(Uri address) => Platform.Authorize(address);

    /// <summary>What a browser does whose user signs in at once.</summary>
    public static Task<string> FollowAsync(Uri address) => Authorize(address).FollowAsync(Cancellation);
}
