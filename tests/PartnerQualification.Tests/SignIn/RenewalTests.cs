using System.Net.Http.Headers;
using System.Text;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.SignIn;

public sealed class RenewalTests
{
    private const string Claims = """{"access_token":{"acrs":{"essential":true,"value":"c1"}}}""";

    [Fact]
    public async Task Refresh_tokens_are_handed_on_at_sign_in_and_after_each_of_three_renewals()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken, withSecret: true, wantsRefreshToken: true);
        var issued = new List<string> { signIn.App.LatestRefreshToken! };

        for (var renewal = 1; renewal <= 3; renewal++)
        {
            await signIn.RenewAsync();
            issued.Add(signIn.App.LatestRefreshToken!);
        }

        var redeemed = signIn.App.Forms.Select(form => form["refresh_token"]).ToList();
        Assert.Equal(issued, signIn.Events.RefreshTokens, StringComparer.Ordinal);
        Assert.Equal(4, issued.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(redeemed[0], issued, StringComparer.Ordinal);
        Assert.Equal(issued.Take(3), redeemed.Skip(1), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Refresh_token_that_is_not_replaced_is_not_handed_on()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken, wantsRefreshToken: true, arrange: app => app.RotatesRefreshTokens = false);

        await signIn.RenewAsync();

        Assert.Empty(signIn.Events.RefreshTokens);
        Assert.Equal(2, signIn.App.Requests("refresh_token"));
    }

    [Fact]
    public async Task Refresh_token_is_handed_on_only_where_it_is_wanted()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken);

        Assert.Empty(signIn.Events.RefreshTokens);
    }

    [Theory]
    [InlineData(SignInMethod.RefreshToken, "refresh_token")]
    [InlineData(SignInMethod.AppSecret, "client_credentials")]
    public async Task Hundred_calls_with_an_expired_token_make_one_renewal(SignInMethod method, string grant)
    {
        var signIn = await SignedIn.ByAsync(method, arrange: app => app.NextLifetimes(0));
        var hold = new HeldRequest(signIn.App);

        // A call has joined the renewal, or begun it, when it has returned its task.
        var calls = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Factory.StartNew(() => signIn.TokenAsync(), SignInBench.Cancellation, TaskCreationOptions.None, TaskScheduler.Default)));
        hold.Release();
        var renewed = await Task.WhenAll(calls);

        Assert.Equal(2, signIn.App.Requests(grant));
        Assert.All(renewed, token => Assert.Equal(signIn.App.LatestAccessToken, token.Reveal()));
    }

    [Fact]
    public async Task Valid_token_is_used_again_without_asking()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);

        var again = await signIn.TokenAsync();

        Assert.Same(signIn.First, again);
        Assert.Equal(1, signIn.App.Requests("client_credentials"));
    }

    [Fact]
    public async Task Token_refused_in_mid_run_is_renewed_once_and_the_request_repeated_under_its_id()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken);
        var transport = new ScriptedTransport(ScriptedTransport.Answer(401), ScriptedTransport.Answer(200, "[]"));
        using var client = signIn.Bench.Factory.CreateClient(new PartnerCenterOptions { Transport = transport }, signIn.Tokens);

        await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: SignInBench.Cancellation);

        Assert.Equal(2, signIn.App.Requests("refresh_token"));
        Assert.Equal([$"Bearer {signIn.First.Reveal()}", $"Bearer {signIn.App.LatestAccessToken}"], transport.Sent.Select(sent => sent.Headers["Authorization"]), StringComparer.Ordinal);
        Assert.Single(transport.Sent.Select(sent => sent.Headers["MS-RequestId"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Claims_challenge_asks_an_interactive_user_again_with_the_claims()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.Interactive, arrange: app => app.ClaimsNeedTheUser = true);
        var transport = new ScriptedTransport(ScriptedTransport.Answer(401, "", Challenge), ScriptedTransport.Answer(200, "[]"));
        using var client = signIn.Bench.Factory.CreateClient(new PartnerCenterOptions { Transport = transport }, signIn.Tokens);

        await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: SignInBench.Cancellation);

        Assert.Equal(2, signIn.Events.Opened.Count);
        Assert.Contains("acrs", Uri.UnescapeDataString(signIn.Events.Opened.Last().Query), StringComparison.Ordinal);
        Assert.Equal($"Bearer {signIn.App.LatestAccessToken}", transport.Sent[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Claims_challenge_asks_the_user_of_an_app_with_a_secret_again_with_the_claims()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.Interactive, withSecret: true, arrange: app => app.ClaimsNeedTheUser = true);

        var renewed = await signIn.ReplaceFirstAsync(Claims);

        Assert.Equal(2, signIn.Events.Opened.Count);
        Assert.Contains("acrs", Uri.UnescapeDataString(signIn.Events.Opened.Last().Query), StringComparison.Ordinal);
        Assert.Equal(signIn.App.LatestAccessToken, renewed.Reveal());
    }

    [Fact]
    public async Task Claims_challenge_shows_another_device_code()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.DeviceCode, arrange: app => app.ClaimsNeedTheUser = true);

        await signIn.ReplaceFirstAsync(Claims);

        Assert.Equal(2, signIn.Events.Codes.Count);
        Assert.Contains("acrs", signIn.App.Forms.Last(form => form.ContainsKey("client_info") || form.ContainsKey("claims"))["claims"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_challenge_that_a_runbook_can_meet_is_met_without_anybody()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken);

        await signIn.ReplaceFirstAsync(Claims);

        Assert.Contains("acrs", signIn.App.Forms[1]["claims"], StringComparison.Ordinal);
        Assert.Empty(signIn.Events.Opened);
    }

    [Fact]
    public async Task Claims_challenge_that_needs_the_user_fails_a_runbook_with_what_to_do()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken, arrange: app => app.ClaimsNeedTheUser = true);

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => signIn.ReplaceFirstAsync(Claims));

        Assert.Equal("SignInMfaRequired", failure.ErrorId);
        Assert.Equal(PartnerCenterErrorKind.MfaRequired, failure.Kind);
        Assert.Contains("store the new refresh token", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(signIn.Events.Opened);
    }

    [Fact]
    public async Task Claims_challenge_refused_without_a_number_still_says_what_to_do()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken);
        signIn.App.FailNext(new TokenService.ServiceError(0, "interaction_required", "More is needed."));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => signIn.ReplaceFirstAsync(Claims));

        Assert.Equal("SignInClaimsRequired", failure.ErrorId);
        Assert.Contains("policy", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_that_come_while_a_renewal_without_them_is_under_way_get_one_renewal_of_their_own()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);
        var hold = new HeldRequest(signIn.App);

        var without = signIn.ReplaceFirstAsync();
        await hold.Arrived;
        var with = Enumerable.Range(0, 3).Select(_ => signIn.ReplaceFirstAsync(Claims)).ToArray();
        hold.Release();

        Assert.NotEqual(signIn.First.Reveal(), (await without).Reveal(), StringComparer.Ordinal);
        var renewed = await Task.WhenAll(with);
        Assert.All(renewed, token => Assert.Equal(signIn.App.LatestAccessToken, token.Reveal()));
        Assert.Equal([false, false, true], signIn.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Claims_that_come_after_a_renewal_without_them_get_a_renewal_of_their_own()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);

        await signIn.ReplaceFirstAsync();
        var first = await signIn.ReplaceFirstAsync(Claims);
        var second = await signIn.ReplaceFirstAsync(Claims);

        Assert.Same(first, second);
        Assert.Equal([false, false, true], signIn.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Caller_without_claims_shares_a_renewal_with_claims()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);
        var hold = new HeldRequest(signIn.App);

        var with = signIn.ReplaceFirstAsync(Claims);
        await hold.Arrived;
        var without = signIn.ReplaceFirstAsync();
        hold.Release();

        Assert.Same(await with, await without);
        Assert.Equal([false, true], signIn.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Renewal_with_claims_that_fails_does_not_fail_a_caller_without_claims()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);
        var hold = new HeldRequest(signIn.App);
        signIn.App.FailNext(50076);

        var with = signIn.ReplaceFirstAsync(Claims);
        await hold.Arrived;
        var without = signIn.ReplaceFirstAsync();
        hold.Release();

        Assert.Equal("SignInMfaRequired", (await Assert.ThrowsAsync<PartnerCenterException>(() => with)).ErrorId);
        var renewed = await without;
        Assert.Equal(signIn.App.LatestAccessToken, renewed.Reveal());
        Assert.Equal([false, true, false], signIn.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Renewal_without_claims_that_nobody_waits_for_ends_although_one_with_claims_comes_next()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);
        var hold = new HeldRequest(signIn.App);
        using var stop = new CancellationTokenSource();

        var without = signIn.ReplaceFirstAsync(cancellationToken: stop.Token);
        await hold.Arrived;
        var with = signIn.ReplaceFirstAsync(Claims);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => without);
        var renewed = await with;
        Assert.Equal(signIn.App.LatestAccessToken, renewed.Reveal());
        hold.Release();
    }

    [Theory]
    [InlineData(1000, 999, 1)]
    [InlineData(1000, 1000, 1)]
    [InlineData(1000, 1001, 2)]
    public async Task Revocation_of_one_second_is_covered_by_a_renewal_for_a_later_one(long first, long second, int renewals)
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);

        await signIn.ReplaceFirstAsync(Revoked(first));
        await signIn.ReplaceFirstAsync(Revoked(second));

        Assert.Equal(renewals, signIn.App.Forms.Count(AsksForMore));
    }

    [Theory]
    [InlineData("""{"access_token":{"nbf":{"essential":true,"value":"999"},"acrs":{"essential":true,"value":"c1"}}}""")]
    [InlineData("""{"access_token":{"nbf":7}}""")]
    [InlineData("""{"id_token":{}}""")]
    public async Task Challenge_that_asks_for_something_else_is_not_covered(string other)
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.AppSecret);

        var first = await signIn.ReplaceFirstAsync(Revoked(1000));
        var second = await signIn.ReplaceFirstAsync(other);

        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task Interactive_session_whose_refresh_token_died_asks_the_user_again()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.DeviceCode);
        signIn.App.FailNext(700082);

        var renewed = await signIn.RenewAsync();

        Assert.Equal(2, signIn.Events.Codes.Count);
        Assert.Equal(signIn.App.LatestAccessToken, renewed.Reveal());
    }

    [Fact]
    public async Task Renewal_that_fails_ahead_of_time_leaves_the_valid_token_in_use()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken, arrange: app => app.NextLifetimes(3600));
        signIn.App.FailNext(new TokenService.ServiceError(90033, "temporarily_unavailable", "A transient error has occurred.", System.Net.HttpStatusCode.ServiceUnavailable));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(signIn.RenewAsync);
        var token = await signIn.TokenAsync();

        Assert.Equal("SignInServiceUnavailable", failure.ErrorId);
        Assert.Same(signIn.First, token);
    }

    [Fact]
    public async Task One_caller_who_stops_waiting_does_not_end_the_renewal_of_the_others()
    {
        var signIn = await SignedIn.ByAsync(SignInMethod.RefreshToken, arrange: app => app.NextLifetimes(0));
        var hold = new HeldRequest(signIn.App);
        using var stop = new CancellationTokenSource();

        var first = signIn.TokenAsync(stop.Token);
        var second = signIn.TokenAsync();
        await hold.Arrived;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        hold.Release();

        var renewed = await second;
        Assert.Equal(signIn.App.LatestAccessToken, renewed.Reveal());
        Assert.Equal(2, signIn.App.Requests("refresh_token"));
    }

    private static string Revoked(long second) => $$$$"""{"access_token":{"nbf":{"essential":true,"value":"{{{{second}}}}"}}}""";

    /// <summary>Whether a token request asks for claims beyond what the client says of its own abilities.</summary>
    private static bool AsksForMore(IReadOnlyDictionary<string, string> form) =>
        form.TryGetValue("claims", out var claims) && (claims.Contains("acrs", StringComparison.Ordinal) || claims.Contains("nbf", StringComparison.Ordinal));

    private static void Challenge(HttpResponseMessage answer) =>
        answer.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue(
            "Bearer",
            $"realm=\"\", error=\"insufficient_claims\", claims=\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims))}\""));
}
