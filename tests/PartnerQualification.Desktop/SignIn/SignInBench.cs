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

    /// <summary>Registers an application (in the emulator's tenant, if it is to be used there), and puts the token service in the place of MSAL's network.</summary>
    public static async Task<SignInBench> OpenAsync(string? secret = null, string? tenant = null)
    {
        UseNetwork(_ => new TokenServiceNetwork(TestRun.TokenService));
        using var answer = await Http.PostAsync($"test/apps?{(secret is null ? string.Empty : $"secret={secret}")}&{(tenant is null ? string.Empty : $"tenant={tenant}")}", null);
        var told = (await answer.Content.ReadAsStringAsync()).Split(' ');
        return new SignInBench(told[0], told[1]);
    }

    /// <summary>Puts handlers in the place of MSAL's network, by the client's one member for tests; nothing means the network itself.</summary>
    public static void UseNetwork(Func<IWebProxy?, HttpMessageHandler?> network) =>
        ForTests("PartnerQualification.Client.MsalHttp", "HandlerForTests").SetValue(null, network);

    /// <summary>Keeps sign-ins in a folder of the check's own, protected by the system.</summary>
    public static void KeepSignInsIn(string folder)
    {
        Func<string, (string Folder, bool IsPlain)?> choose = _ => (folder, false);
        ForTests("PartnerQualification.Client.KeptSignIn", "FolderForTests").SetValue(null, choose);
    }

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

    private static PropertyInfo ForTests(string type, string property) =>
        LoadedModule.Client.GetType(type, throwOnError: true)!.GetProperty(property, BindingFlags.Static | BindingFlags.NonPublic)
        ?? throw new MissingMemberException(type, property);
}
