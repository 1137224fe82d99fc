namespace PartnerQualification.Tests.SignIn;

public sealed class PersistenceTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"partner-qualification-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Next_sign_in_with_the_same_app_and_tenant_is_silent()
    {
        var bench = Bench();
        await bench.SignInAsync(bench.Request(SignInMethod.Interactive, persist: true));

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive, persist: true));

        Assert.Single(bench.Events.Opened);
        Assert.Equal(bench.App.User, tokens.Current.Claims.User);
        Assert.Equal(bench.App.LatestAccessToken, tokens.Current.Reveal());
    }

    [Fact]
    public async Task Kept_sign_in_renews_in_the_next_session()
    {
        var bench = Bench();
        bench.App.NextLifetimes(0);
        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true, wantsRefreshToken: true));
        var first = bench.App.LatestRefreshToken;

        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true, wantsRefreshToken: true));

        Assert.Single(bench.Events.Codes);
        Assert.Equal(1, bench.App.Requests("refresh_token"));
        Assert.Equal([first!, bench.App.LatestRefreshToken!], bench.Events.RefreshTokens, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Kept_sign_in_hands_on_its_refresh_token_where_it_is_wanted_later()
    {
        var bench = Bench();
        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true));

        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true, wantsRefreshToken: true));

        Assert.Equal(bench.App.LatestRefreshToken, Assert.Single(bench.Events.RefreshTokens));
    }

    [Fact]
    public async Task Kept_sign_in_of_an_app_with_a_secret_is_silent_too()
    {
        var bench = Bench("the secret");
        await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: "the secret", persist: true));

        await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: "the secret", persist: true));

        Assert.Single(bench.Events.Opened);
    }

    [Fact]
    public async Task Kept_sign_in_that_is_no_longer_valid_asks_the_user_again()
    {
        var bench = Bench();
        bench.App.NextLifetimes(0);
        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true));
        bench.App.FailNext(50173);

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true));

        Assert.Equal(2, bench.Events.Codes.Count);
        Assert.Equal(bench.App.LatestAccessToken, tokens.Current.Reveal());
    }

    [Fact]
    public async Task Another_tenant_has_a_sign_in_of_its_own()
    {
        var bench = Bench();
        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, bench.App.TenantId, persist: true));

        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, bench.App.Domain, persist: true));

        Assert.Equal(2, bench.Events.Codes.Count);
    }

    [Fact]
    public async Task Sign_in_without_persist_neither_keeps_nor_uses_anything()
    {
        var bench = Bench();
        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode));
        Assert.False(Directory.Exists(folder));
        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true));

        await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode));

        Assert.Equal(3, bench.Events.Codes.Count);
    }

    [Fact]
    public async Task Forgotten_sign_in_is_gone_and_was_there_only_once()
    {
        var bench = Bench();
        var request = bench.Request(SignInMethod.DeviceCode, persist: true);
        await bench.SignInAsync(request);

        var first = await bench.Factory.ForgetSignInAsync(request, SignInBench.Cancellation);
        var second = await bench.Factory.ForgetSignInAsync(request, SignInBench.Cancellation);
        await bench.SignInAsync(request);

        Assert.True(first);
        Assert.False(second);
        Assert.Equal(2, bench.Events.Codes.Count);
    }

    [Fact]
    public async Task App_alone_has_nothing_to_keep()
    {
        var bench = new SignInBench("the secret");

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret", persist: true));

        Assert.Equal("SignInParameterInvalid", failure.ErrorId);
    }

    [Fact]
    public async Task Machine_without_a_protected_store_refuses_to_keep_and_writes_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && !System.Runtime.InteropServices.NativeLibrary.TryLoad("libsecret-1.so.0", out _), "This machine has a protected store.");
        var bench = new SignInBench { Environment = SignInBench.AtPlatform with { Folder = Path.Combine(folder, "SignIn") } };

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.DeviceCode, persist: true));
        var forgotten = await bench.Factory.ForgetSignInAsync(bench.Request(SignInMethod.DeviceCode), SignInBench.Cancellation);

        Assert.Equal("SignInPersistenceUnavailable", failure.ErrorId);
        Assert.Contains("libsecret", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
        Assert.Empty(bench.App.Forms);
        Assert.Empty(bench.Events.Codes);
        Assert.False(forgotten);
        Assert.False(Directory.Exists(folder));
    }

    private SignInBench Bench(string? secret = null) =>
        new(secret) { Environment = SignInBench.AtPlatform with { Folder = folder, KeepsPlainFiles = true } };
}
