using System.Security.Cryptography.X509Certificates;
using PartnerQualification.Desktop.Loopback;
using PartnerQualification.Desktop.SignIn;

namespace PartnerQualification.Desktop.Checks;

/// <summary>The sign-in library's build for the .NET Framework, against the token service of the tests.</summary>
public static class SignInChecks
{
    public static async Task Application_signs_in_with_its_secret()
    {
        var bench = await SignInBench.OpenAsync("the-secret");

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, secret: "the-secret"));

        Expect.Equal(true, tokens.Current.Claims.IsAppOnly, "whether the token is the application's own");
        Expect.Equal(bench.ApplicationId, tokens.Current.Claims.ApplicationId, "the application");
    }

    public static async Task User_who_signed_in_sets_at_the_emulator()
    {
        using var sandbox = LoadedModule.SandboxFactory.Open(new SandboxOptions());
        var partner = LoadedModule.PartnerCenterFactory.CreateTokenSource(sandbox.IssueToken(SandboxTokenKind.User)).Current.Claims.TenantId;
        var bench = await SignInBench.OpenAsync(tenant: partner);
        using var client = Emulator.Connect(await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode)));

        var set = await Expect.InTimeAsync(client.SetQualificationAsync(Customers.Education));

        Expect.Equal(VettingStatuses.InReview, set.VettingStatus, "the status");
    }

    public static async Task Wrong_secret_is_named_as_the_reason()
    {
        var bench = await SignInBench.OpenAsync("the-secret");

        var error = await Expect.FailureAsync(bench.SignInAsync(bench.Request(SignInMethod.AppSecret, secret: "another")));

        Expect.Equal("AADSTS7000215", error.ServiceCode, "the service's code");
        Expect.True(!error.Message.Contains("another"), "a message without the secret");
    }

    public static async Task Stored_refresh_token_is_redeemed_and_replaced()
    {
        var bench = await SignInBench.OpenAsync();
        var stored = await bench.StoredRefreshTokenAsync();

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: stored));

        var replacement = bench.Events.RefreshTokens.Single();
        Expect.True(replacement != stored, "another refresh token than the stored one");
        Expect.Equal(await bench.LatestRefreshTokenAsync(), replacement, "the refresh token that was handed on");
        Expect.Equal(true, tokens.Current.Claims.HasMfa, "whether the user did MFA");
    }

    public static async Task Expired_token_is_renewed_and_the_next_refresh_token_handed_on()
    {
        var bench = await SignInBench.OpenAsync();
        await bench.NextLifetimeAsync(0);
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: await bench.StoredRefreshTokenAsync()));

        var token = await Expect.InTimeAsync(tokens.GetTokenAsync(TokenDemand.Any, CancellationToken.None));

        Expect.True(token.Claims.ExpiresOn > DateTimeOffset.UtcNow.AddMinutes(30), "a token that is good for a while");
        Expect.Equal(2, bench.Events.RefreshTokens.Distinct(StringComparer.Ordinal).Count(), "the number of refresh tokens handed on");
        Expect.Equal("2", await bench.RequestsAsync("refresh_token"), "the number of refresh tokens redeemed");
    }

    public static async Task Device_code_is_shown_and_signs_in()
    {
        var bench = await SignInBench.OpenAsync();

        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode));

        Expect.Equal("CODE12345", bench.Events.Codes.Single(), "the code");
    }

    public static async Task Browser_comes_back_to_this_machine_with_a_code_that_signs_in()
    {
        var bench = await SignInBench.OpenAsync();

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive));

        Expect.Equal("1", await bench.RequestsAsync("authorization_code"), "the number of codes redeemed");
        Expect.Equal(true, tokens.Current.Claims.HasMfa, "whether the user did MFA");
    }

    public static async Task Kept_sign_in_is_silent_the_next_time_and_asks_again_once_forgotten()
    {
        if (Framework.IsMono) throw new NotHereException("MSAL's store needs DPAPI, or a FileStream of a file descriptor, and Mono has neither.");
        using var folder = new TemporaryFolder();
        var bench = await SignInBench.OpenAsync();
        SignInBench.KeepSignInsIn(folder.Path);
        var request = bench.Request(SignInMethod.DeviceCode, persist: true);
        await bench.SignInAsync(request);

        await bench.SignInAsync(request);
        Expect.Equal(1, bench.Events.Codes.Count, "the number of codes shown");

        Expect.True(await LoadedModule.PartnerCenterFactory.ForgetSignInAsync(request, CancellationToken.None), "something to forget");
        await bench.SignInAsync(request);
        Expect.Equal(2, bench.Events.Codes.Count, "the number of codes shown after forgetting");
    }

    public static async Task Proxy_that_wants_credentials_is_named_as_the_one_who_refused()
    {
        using var proxy = new LoopbackServer(request => request.AnswerAsync(407, "Proxy-Authenticate: Basic realm=\"proxy\""));
        var bench = await SignInBench.OpenOverNetworkAsync();
        var request = bench.Request(SignInMethod.RefreshToken, refreshToken: await bench.StoredRefreshTokenAsync(), proxy: new AlwaysProxy(proxy.Address));

        var error = await Expect.FailureAsync(bench.SignInAsync(request));

        Expect.True(proxy.Requests[0].StartsWith("CONNECT login.microsoftonline.com:443", StringComparison.Ordinal), $"a request for the proxy, not: {proxy.Requests[0]}");
        Expect.Equal("SignInProxyRefused", error.ErrorId, "the error");
    }

    public static async Task Token_service_out_of_reach_is_named_as_such()
    {
        var nobody = new LoopbackServer(request => request.HangAsync());
        nobody.Dispose();
        var bench = await SignInBench.OpenAsync();
        SignInBench.UseTokenService(nobody.Address);

        var error = await Expect.FailureAsync(bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: "stored")));

        Expect.Equal("SignInNoNetwork", error.ErrorId, "the error");
    }

    public static async Task Application_signs_in_with_its_certificate()
    {
        var bench = await SignInBench.OpenAsync();
        using var certificate = new X509Certificate2(await bench.NewCertificateAsync(), string.Empty, X509KeyStorageFlags.Exportable);

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppCertificate, certificate: certificate));

        Expect.Equal(true, tokens.Current.Claims.IsAppOnly, "whether the token is the application's own");
    }
}
