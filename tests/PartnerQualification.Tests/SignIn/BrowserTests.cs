using System.Net;

namespace PartnerQualification.Tests.SignIn;

/// <summary>Interactive sign-ins: the address that the browser is given, and what follows the redirect.</summary>
public sealed class BrowserTests
{
    // Only ends a test that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private const string Secret = "the secret";

    [Theory]
    [InlineData(null)]
    [InlineData(Secret)]
    public async Task Address_asks_for_a_code_with_pkce_state_and_a_posted_answer_on_loopback(string? secret)
    {
        var bench = new SignInBench(secret);

        await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: secret));

        var address = Assert.Single(bench.Events.Opened);
        var query = Query(address);
        Assert.Equal("https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize", address.GetLeftPart(UriPartial.Path));
        Assert.Equal("code", query["response_type"]);
        Assert.Equal("form_post", query["response_mode"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal("select_account", query["prompt"]);
        Assert.True(query["state"].Length >= 32);
        Assert.True(query["code_challenge"].Length >= 43);
        Assert.Contains("https://api.partnercenter.microsoft.com/user_impersonation", query["scope"].Split(' '), StringComparer.Ordinal);
        Assert.StartsWith("http://localhost:", query["redirect_uri"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Secret)]
    public async Task Tenant_is_in_the_address(string? secret)
    {
        var bench = new SignInBench(secret);

        await bench.SignInAsync(bench.Request(SignInMethod.Interactive, bench.App.Domain, secret: secret));

        Assert.Equal($"/{bench.App.Domain}/oauth2/v2.0/authorize", Assert.Single(bench.Events.Opened).AbsolutePath);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Secret)]
    public async Task Page_at_the_end_says_that_the_user_may_go_back(string? secret)
    {
        var bench = new SignInBench(secret);
        var page = string.Empty;
        bench.Events.Browser = async address => page = await SignInBench.FollowAsync(address);

        await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: secret));
        await bench.Events.BrowserDone;

        Assert.Contains("return to the program", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Secret)]
    public async Task User_who_declines_ends_the_sign_in(string? secret)
    {
        var bench = new SignInBench(secret);
        bench.Events.Browser = address => Redirect(address, new(StringComparer.Ordinal) { ["error"] = "access_denied", ["error_description"] = "AADSTS65004: User declined to consent to access the app." });

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.Interactive, secret: secret));

        Assert.Equal("SignInDeclined", failure.ErrorId);
        Assert.Empty(bench.App.Forms);
    }

    [Fact]
    public async Task Answer_with_a_foreign_state_is_not_redeemed()
    {
        var bench = new SignInBench();
        bench.Events.Browser = address => Redirect(address, new(StringComparer.Ordinal) { ["code"] = "a code of somebody else's", ["state"] = "a state of somebody else's" });

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.Interactive));

        Assert.Equal("SignInRedirectNotOurs", failure.ErrorId);
        Assert.Empty(bench.App.Forms);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Secret)]
    public async Task Waiting_for_the_browser_can_be_cancelled(string? secret)
    {
        var bench = new SignInBench(secret);
        using var stop = new CancellationTokenSource();
        bench.Events.Browser = _ => stop.CancelAsync();

        var signIn = bench.Factory.SignInAsync(bench.Request(SignInMethod.Interactive, secret: secret), bench.Events, stop.Token);

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn.WaitAsync(Limit, SignInBench.Cancellation));
        Assert.Equal(stop.Token, exception.CancellationToken);
        Assert.Null(exception.InnerException);
    }

    [Fact]
    public async Task Waiting_for_a_device_code_can_be_cancelled()
    {
        var bench = new SignInBench();
        bench.App.PendingAnswers = int.MaxValue;
        using var stop = new CancellationTokenSource();
        bench.App.OnTokenRequest = _ =>
        {
            stop.Cancel();
            return null;
        };

        var signIn = bench.Factory.SignInAsync(bench.Request(SignInMethod.DeviceCode), bench.Events, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn.WaitAsync(Limit, SignInBench.Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Secret)]
    public async Task Machine_without_a_browser_is_told_of_device_codes(string? secret)
    {
        var bench = new SignInBench(secret);
        var events = new WithoutBrowser(new System.ComponentModel.Win32Exception(2, "No such file or directory: xdg-open"));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() =>
            bench.Factory.SignInAsync(bench.Request(SignInMethod.Interactive, secret: secret), events, SignInBench.Cancellation).WaitAsync(Limit, SignInBench.Cancellation));

        Assert.Equal("SignInBrowserUnavailable", failure.ErrorId);
        Assert.Contains("device code", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Secret)]
    public async Task Refusal_to_open_a_browser_is_told_as_it_is(string? secret)
    {
        var bench = new SignInBench(secret);
        var nobody = new PartnerCenterException(PartnerCenterErrorKind.SignInFailed, new ErrorText("Nobody is here.", "Come back."));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() =>
            bench.Factory.SignInAsync(bench.Request(SignInMethod.Interactive, secret: secret), new WithoutBrowser(nobody), SignInBench.Cancellation).WaitAsync(Limit, SignInBench.Cancellation));

        Assert.Same(nobody, failure);
    }

    [Fact]
    public async Task What_a_browser_asks_for_besides_is_not_taken_for_the_answer()
    {
        var bench = new SignInBench(Secret);
        bench.Events.Browser = async address =>
        {
            var redirect = new Uri(Query(address)["redirect_uri"]);
            using var network = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using var icon = await network.GetAsync(new Uri(redirect, "/favicon.ico"), SignInBench.Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, icon.StatusCode);
            using var inAddress = await network.GetAsync(new Uri(redirect, "/?code=in-the-address"), SignInBench.Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, inAddress.StatusCode);
            await SignInBench.FollowAsync(address);
        };

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: Secret));

        Assert.Equal(bench.App.LatestAccessToken, tokens.Current.Reveal());
    }

    private static async Task Redirect(Uri address, Dictionary<string, string> fields)
    {
        var authorized = SignInBench.Authorize(address);
        if (!fields.ContainsKey("state")) fields["state"] = authorized.Fields["state"];
        await (authorized with { Fields = fields }).FollowAsync(SignInBench.Cancellation);
    }

    private static Dictionary<string, string> Query(Uri address) => address.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);

    private sealed class WithoutBrowser(Exception why) : ISignInEvents
    {
        public void ShowDeviceCode(string userCode, string verificationUri, string message) => Assert.Fail("No device code was asked for.");

        public void OpenBrowser(Uri address) => throw why;

        public void RefreshTokenChanged(System.Security.SecureString refreshToken) => Assert.Fail("Nobody signed in.");
    }
}
