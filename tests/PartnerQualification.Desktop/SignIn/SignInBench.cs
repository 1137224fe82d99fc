using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification.Desktop.SignIn;

/// <summary>One application and one user at the token service that the test has started, with MSAL itself in between.</summary>
internal sealed class SignInBench
{
    private static readonly HttpClient Http = new() { BaseAddress = TestRun.TokenService };

    private SignInBench(string applicationId, string tenantId) => (ApplicationId, TenantId) = (applicationId, tenantId);

    public string ApplicationId { get; }

    public string TenantId { get; }

    public RecordingEvents Events { get; } = new();

    /// <summary>Registers an application, in the emulator's tenant if it is to be used there. The token service takes the place of MSAL's network.</summary>
    public static async Task<SignInBench> OpenAsync(string? secret = null, string? tenant = null)
    {
        UseTokenService(TestRun.TokenService);
        return await OpenOverNetworkAsync(secret, tenant);
    }

    /// <summary>Registers an application. Its sign-ins go over the network, as users' do.</summary>
    public static async Task<SignInBench> OpenOverNetworkAsync(string? secret = null, string? tenant = null)
    {
        using var answer = await Http.PostAsync($"test/apps?{(secret is null ? string.Empty : $"secret={secret}")}&{(tenant is null ? string.Empty : $"tenant={tenant}")}", null);
        var told = (await answer.Content.ReadAsStringAsync()).Split(' ');
        return new SignInBench(told[0], told[1]);
    }

    /// <summary>Puts a token service in the place of MSAL's network.</summary>
    public static void UseTokenService(Uri service) =>
        SetEnvironment("CreateHandler", (Func<IWebProxy?, HttpMessageHandler>)(_ => new TokenServiceNetwork(service)));

    /// <summary>Keeps sign-ins in a folder of the check's own, protected by the system.</summary>
    public static void KeepSignInsIn(string folder) => SetEnvironment("Folder", folder);

    public static SecureString Secret(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    /// <summary>Goes where a browser is sent, as a user who signs in at once.</summary>
    public static async Task BrowseAsync(Uri address)
    {
        using var content = new StringContent(address.AbsoluteUri);
        using var answer = await Http.PostAsync("test/browser", content);
        Expect.True(answer.IsSuccessStatusCode, "the browser to come through");
    }

    /// <summary>Signs in, in time.</summary>
    public async Task<IAccessTokenSource> SignInAsync(SignInRequest request) =>
        await Expect.InTimeAsync(LoadedModule.PartnerCenterFactory.SignInAsync(request, Events, CancellationToken.None));

    /// <summary>A refresh token of a sign-in that lies in the past.</summary>
    public Task<string> StoredRefreshTokenAsync() => AskAsync("refresh-token");

    /// <summary>The refresh token that was issued last.</summary>
    public Task<string> LatestRefreshTokenAsync() => AskAsync("latest-refresh-token");

    /// <summary>How many requests of a grant arrived.</summary>
    public Task<string> RequestsAsync(string grant) => AskAsync($"requests/{grant}");

    /// <summary>Sets how long the next access token lives.</summary>
    public Task NextLifetimeAsync(int seconds) => Http.PostAsync($"test/apps/{ApplicationId}/next-lifetime/{seconds}", null);

    /// <summary>Registers a certificate.</summary>
    /// <returns>It with its private key, as a PFX file without a password.</returns>
    public async Task<byte[]> NewCertificateAsync()
    {
        using var answer = await Http.PostAsync($"test/apps/{ApplicationId}/certificate", null);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A request to sign in, with what a check adds to it.</summary>
    public SignInRequest Request(SignInMethod method, string? secret = null, string? refreshToken = null, X509Certificate2? certificate = null, bool persist = false, IWebProxy? proxy = null) => new()
    {
        Method = method,
        ApplicationId = ApplicationId,
        TenantId = TenantId,
        ClientSecret = secret is null ? null : Secret(secret),
        RefreshToken = refreshToken is null ? null : Secret(refreshToken),
        Certificate = certificate,
        WantsRefreshToken = refreshToken is not null,
        Persist = persist,
        Proxy = proxy,
    };

    private Task<string> AskAsync(string what) => Http.GetStringAsync($"test/apps/{ApplicationId}/{what}");

    /// <summary>Sets what sign-ins use of the machine, a private field of the module's one factory.</summary>
    private static void SetEnvironment(string property, object value)
    {
        var factory = LoadedModule.PartnerCenterFactory;
        var environment = factory.GetType().GetField("environment", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(factory);
        environment.GetType().GetProperty(property)!.SetValue(environment, value);
    }
}

/// <summary>MSAL's network: carries every request to the token service on loopback, and says there which host it was meant for.</summary>
internal sealed class TokenServiceNetwork : DelegatingHandler
{
    private readonly Uri service;

    public TokenServiceNetwork(Uri service)
        : base(new HttpClientHandler()) => this.service = service;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Meant-For", request.RequestUri.Host);
        request.RequestUri = new Uri(service, request.RequestUri.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
