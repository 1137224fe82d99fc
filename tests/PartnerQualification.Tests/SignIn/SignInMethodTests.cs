namespace PartnerQualification.Tests.SignIn;

public sealed class SignInMethodTests
{
    private const string Tenant = "7e000000-0000-4000-8000-000000000001";

    [Fact]
    public async Task Interactive_sign_in_of_a_public_app_ends_with_the_users_token()
    {
        var bench = new SignInBench();

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive));

        Assert.Equal(SignInMethod.Interactive, tokens.Method);
        Assert.True(tokens.CanRenew);
        Assert.Equal(bench.App.LatestAccessToken, tokens.Current.Reveal());
        Assert.Equal(bench.App.User, tokens.Current.Claims.User);
        Assert.Equal(Tenant, tokens.Current.Claims.TenantId);
        Assert.False(tokens.Current.Claims.IsAppOnly);
        Assert.True(tokens.Current.Claims.HasMfa);
        Assert.Equal(1, bench.App.Requests("authorization_code"));
    }

    [Fact]
    public async Task Interactive_sign_in_of_an_app_with_a_secret_redeems_the_code_with_it()
    {
        var bench = new SignInBench("the secret");

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: "the secret", wantsRefreshToken: true));
        await bench.Events.BrowserDone;

        Assert.False(tokens.Current.Claims.IsAppOnly);
        var form = Assert.Single(bench.App.Forms);
        Assert.Equal("the secret", form["client_secret"]);
        Assert.Equal(bench.App.LatestRefreshToken, Assert.Single(bench.Events.RefreshTokens));
    }

    [Fact]
    public async Task Interactive_sign_in_of_an_app_with_a_certificate_redeems_the_code_with_it()
    {
        using var certificate = SignInBench.NewCertificate();
        var bench = new SignInBench();
        bench.App.Certificate = certificate;

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive, certificate: certificate));

        Assert.Equal(bench.App.User, tokens.Current.Claims.User);
        Assert.True(Assert.Single(bench.App.Forms).ContainsKey("client_assertion"));
    }

    [Fact]
    public async Task Device_code_is_shown_and_asked_about_until_the_user_has_signed_in()
    {
        var bench = new SignInBench();
        bench.App.PendingAnswers = 2;

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, tenant: Tenant, wantsRefreshToken: true));

        var (code, address, message) = Assert.Single(bench.Events.Codes);
        Assert.Equal("CODE12345", code);
        Assert.Equal("https://microsoft.com/devicelogin", address);
        Assert.Contains("CODE12345", message, StringComparison.Ordinal);
        Assert.Equal(3, bench.App.Requests("device_code"));
        Assert.Equal(SignInMethod.DeviceCode, tokens.Method);
        Assert.Equal(bench.App.LatestRefreshToken, Assert.Single(bench.Events.RefreshTokens));
    }

    [Fact]
    public async Task Refresh_token_of_a_public_app_is_redeemed_without_a_credential()
    {
        var bench = new SignInBench();

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.True(tokens.Current.Claims.HasMfa);
        Assert.Empty(bench.Events.Opened);
        Assert.False(Assert.Single(bench.App.Forms).ContainsKey("client_secret"));
    }

    [Fact]
    public async Task Refresh_token_of_an_app_with_a_secret_is_redeemed_with_it()
    {
        var bench = new SignInBench("the secret");

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, Tenant, secret: "the secret", refreshToken: bench.StoredRefreshToken()));

        Assert.Equal(bench.App.User, tokens.Current.Claims.User);
        Assert.Equal("the secret", Assert.Single(bench.App.Forms)["client_secret"]);
    }

    [Fact]
    public async Task Refresh_token_of_an_app_with_a_certificate_is_redeemed_with_it()
    {
        using var certificate = SignInBench.NewCertificate();
        var bench = new SignInBench();
        bench.App.Certificate = certificate;

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, Tenant, certificate: certificate, refreshToken: bench.StoredRefreshToken()));

        Assert.Equal(bench.App.User, tokens.Current.Claims.User);
    }

    [Fact]
    public async Task App_secret_brings_the_apps_own_token()
    {
        var bench = new SignInBench("the secret");

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.Domain, secret: "the secret"));

        Assert.True(tokens.Current.Claims.IsAppOnly);
        Assert.Null(tokens.Current.Claims.HasMfa);
        Assert.Null(tokens.Current.Claims.User);
        Assert.Equal(bench.App.ClientId, tokens.Current.Claims.ApplicationId);
    }

    [Fact]
    public async Task App_certificate_signs_an_assertion_that_the_service_verifies()
    {
        using var certificate = SignInBench.NewCertificate();
        var bench = new SignInBench();
        bench.App.Certificate = certificate;

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppCertificate, Tenant, certificate: certificate));

        Assert.True(tokens.Current.Claims.IsAppOnly);
        Assert.False(Assert.Single(bench.App.Forms).ContainsKey("client_secret"));
    }

    [Fact]
    public async Task Sign_in_without_mfa_says_so()
    {
        var bench = new SignInBench();

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken(hasMfa: false)));

        Assert.False(tokens.Current.Claims.HasMfa);
    }

    public static TheoryData<string, string, string> Clouds => new()
    {
        { "Global", "login.microsoftonline.com", "https://api.partnercenter.microsoft.com" },
        { "China", "login.partner.microsoftonline.cn", "https://partner.partnercenterapi.microsoftonline.cn" },
        { "USGovernment", "login.microsoftonline.us", "https://api.partnercenter.microsoft.com" },
    };

    [Theory]
    [MemberData(nameof(Clouds))]
    public async Task Every_cloud_has_its_authority_audience_and_scopes(string name, string host, string api)
    {
        var environment = PartnerCenterEnvironment.Find(name);
        var user = new SignInBench();
        var app = new SignInBench("the secret");
        var hosts = new List<string>();
        app.App.OnTokenRequest = request =>
        {
            hosts.Add(request.RequestUri!.Host);
            return null;
        };

        var userTokens = await user.SignInAsync(user.Request(SignInMethod.RefreshToken, environment: environment, refreshToken: user.StoredRefreshToken()));
        var appTokens = await app.SignInAsync(app.Request(SignInMethod.AppSecret, Tenant, environment, secret: "the secret"));

        Assert.Equal(api, userTokens.Current.Claims.Audience);
        Assert.Equal(api, appTokens.Current.Claims.Audience);
        Assert.Contains($"{api}/user_impersonation", Assert.Single(user.App.Forms)["scope"].Split(' '), StringComparer.Ordinal);
        Assert.Contains("offline_access", Assert.Single(user.App.Forms)["scope"].Split(' '), StringComparer.Ordinal);
        Assert.Equal($"{api}/.default", Assert.Single(app.App.Forms)["scope"]);
        Assert.Equal(host, Assert.Single(hosts));
    }
}
