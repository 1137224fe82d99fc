using System.Collections.Concurrent;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PartnerQualification.Client;
using PartnerQualification.TokenService;

namespace PartnerQualification.Tests.SignIn;

/// <summary>One application and one user at the token service, with MSAL itself in between. Nothing leaves the process but loopback.</summary>
public sealed class SignInBench
{
    private static readonly IdentityPlatform Platform = new();
    private static readonly ConcurrentDictionary<IWebProxy, bool> RealNetworkBehind = new();
    private static readonly ConcurrentDictionary<string, (string Folder, bool IsPlain)> Folders = new(StringComparer.OrdinalIgnoreCase);

    static SignInBench()
    {
        var client = typeof(PartnerCenterFactory).Assembly;
        ClientHook.Install(client, proxy => proxy is not null && RealNetworkBehind.ContainsKey(proxy) ? null : Platform);
        ClientHook.KeepSignInsIn(client, applicationId => Folders.TryGetValue(applicationId, out var folder) ? folder : null);
    }

    public SignInBench(string? secret = null)
    {
        App = Platform.Register(secret);
        Events = new RecordingEvents { Browser = FollowAsync };
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public RegisteredApp App { get; }

    public RecordingEvents Events { get; }

    public PartnerCenterFactory Factory { get; } = new();

    public static SecureString Secret(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    public static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=PartnerQualification test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>Lets requests through that proxy reach the network: a proxy of the test's own on loopback.</summary>
    public static void UseRealNetworkBehind(IWebProxy proxy) => RealNetworkBehind[proxy] = true;

    public string StoredRefreshToken(bool hasMfa = true) => Platform.IssueRefreshToken(App, hasMfa);

    public void KeepSignInsIn(string folder, bool isPlain = true) => Folders[App.ClientId] = (folder, isPlain);

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
