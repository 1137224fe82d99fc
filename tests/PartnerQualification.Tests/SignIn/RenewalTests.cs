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
        var bench = new SignInBench("the secret");
        var stored = bench.StoredRefreshToken();
        var issued = new List<string>();

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, secret: "the secret", refreshToken: stored, wantsRefreshToken: true));
        issued.Add(bench.App.LatestRefreshToken!);
        for (var renewal = 1; renewal <= 3; renewal++)
        {
            await SignInBench.TokenAsync(tokens, new TokenDemand(Rejected: tokens.Current));
            issued.Add(bench.App.LatestRefreshToken!);
        }

        Assert.Equal(issued, bench.Events.RefreshTokens, StringComparer.Ordinal);
        Assert.Equal(4, issued.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(stored, issued, StringComparer.Ordinal);
        Assert.Equal([stored, .. issued.Take(3)], bench.App.Forms.Select(form => form["refresh_token"]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Refresh_token_that_is_not_replaced_is_not_handed_on()
    {
        var bench = new SignInBench();
        bench.App.RotatesRefreshTokens = false;

        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken(), wantsRefreshToken: true));
        await SignInBench.TokenAsync(tokens, new TokenDemand(Rejected: tokens.Current));

        Assert.Empty(bench.Events.RefreshTokens);
        Assert.Equal(2, bench.App.Requests("refresh_token"));
    }

    [Fact]
    public async Task Refresh_token_is_handed_on_only_where_it_is_wanted()
    {
        var bench = new SignInBench();

        await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Empty(bench.Events.RefreshTokens);
    }

    [Fact]
    public async Task Hundred_calls_with_an_expired_token_make_one_renewal()
    {
        var bench = new SignInBench();
        bench.App.NextLifetimes(0);
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));
        bench.App.Latency = TimeSpan.FromMilliseconds(200);

        var renewed = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => SignInBench.TokenAsync(tokens))));

        Assert.Equal(2, bench.App.Requests("refresh_token"));
        Assert.All(renewed, token => Assert.Equal(bench.App.LatestAccessToken, token.Reveal()));
    }

    [Fact]
    public async Task Hundred_calls_with_an_expired_app_token_make_one_renewal()
    {
        var bench = new SignInBench("the secret");
        bench.App.NextLifetimes(0);
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        bench.App.Latency = TimeSpan.FromMilliseconds(200);

        var renewed = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => SignInBench.TokenAsync(tokens))));

        Assert.Equal(2, bench.App.Requests("client_credentials"));
        Assert.All(renewed, token => Assert.Equal(bench.App.LatestAccessToken, token.Reveal()));
    }

    [Fact]
    public async Task Good_token_is_used_again_without_asking()
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));

        var again = await SignInBench.TokenAsync(tokens);

        Assert.Same(tokens.Current, again);
        Assert.Equal(1, bench.App.Requests("client_credentials"));
    }

    [Fact]
    public async Task Token_refused_in_mid_run_is_renewed_once_and_the_request_repeated_under_its_id()
    {
        var bench = new SignInBench();
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));
        var refused = tokens.Current.Reveal();
        var transport = new ScriptedTransport(ScriptedTransport.Answer(401), ScriptedTransport.Answer(200, "[]"));
        using var client = bench.Factory.CreateClient(new PartnerCenterOptions { Transport = transport }, tokens);

        await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: SignInBench.Cancellation);

        Assert.Equal(2, bench.App.Requests("refresh_token"));
        Assert.Equal([$"Bearer {refused}", $"Bearer {bench.App.LatestAccessToken}"], transport.Sent.Select(sent => sent.Headers["Authorization"]), StringComparer.Ordinal);
        Assert.Single(transport.Sent.Select(sent => sent.Headers["MS-RequestId"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Claims_challenge_asks_an_interactive_user_again_with_the_claims()
    {
        var bench = new SignInBench();
        bench.App.ClaimsNeedTheUser = true;
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive));
        var transport = new ScriptedTransport(ScriptedTransport.Answer(401, "", Challenge), ScriptedTransport.Answer(200, "[]"));
        using var client = bench.Factory.CreateClient(new PartnerCenterOptions { Transport = transport }, tokens);

        await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: SignInBench.Cancellation);

        Assert.Equal(2, bench.Events.Opened.Count);
        Assert.Contains("acrs", Uri.UnescapeDataString(bench.Events.Opened.Last().Query), StringComparison.Ordinal);
        Assert.Equal($"Bearer {bench.App.LatestAccessToken}", transport.Sent[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Claims_challenge_asks_the_user_of_an_app_with_a_secret_again_with_the_claims()
    {
        var bench = new SignInBench("the secret");
        bench.App.ClaimsNeedTheUser = true;
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: "the secret"));

        var renewed = await SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current, Claims));

        Assert.Equal(2, bench.Events.Opened.Count);
        Assert.Contains("acrs", Uri.UnescapeDataString(bench.Events.Opened.Last().Query), StringComparison.Ordinal);
        Assert.Equal(bench.App.LatestAccessToken, renewed.Reveal());
    }

    [Fact]
    public async Task Claims_challenge_shows_another_device_code()
    {
        var bench = new SignInBench();
        bench.App.ClaimsNeedTheUser = true;
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode));

        await SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current, Claims));

        Assert.Equal(2, bench.Events.Codes.Count);
        Assert.Contains("acrs", bench.App.Forms.Last(form => form.ContainsKey("client_info") || form.ContainsKey("claims"))["claims"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_challenge_that_a_runbook_can_meet_is_met_without_anybody()
    {
        var bench = new SignInBench();
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        await SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current, Claims));

        Assert.Contains("acrs", bench.App.Forms[1]["claims"], StringComparison.Ordinal);
        Assert.Empty(bench.Events.Opened);
    }

    [Fact]
    public async Task Claims_challenge_that_needs_the_user_fails_a_runbook_with_what_to_do()
    {
        var bench = new SignInBench();
        bench.App.ClaimsNeedTheUser = true;
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current, Claims)));

        Assert.Equal("SignInMfaRequired", failure.ErrorId);
        Assert.Equal(PartnerCenterErrorKind.MfaRequired, failure.Kind);
        Assert.Contains("-OnRefreshTokenChanged", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(bench.Events.Opened);
    }

    [Fact]
    public async Task Claims_challenge_refused_without_a_number_still_says_what_to_do()
    {
        var bench = new SignInBench();
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));
        bench.App.FailNext(new TokenService.ServiceError(0, "interaction_required", "More is needed."));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current, Claims)));

        Assert.Equal("SignInClaimsRequired", failure.ErrorId);
        Assert.Contains("policy", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_that_come_while_a_renewal_without_them_is_under_way_get_one_renewal_of_their_own()
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        var refused = tokens.Current;
        var hold = new HeldRequest(bench.App);

        var without = SignInBench.TokenAsync(tokens, new TokenDemand(refused));
        await hold.Arrived;
        var with = Enumerable.Range(0, 3).Select(_ => SignInBench.TokenAsync(tokens, new TokenDemand(refused, Claims))).ToArray();
        hold.LetGo();

        Assert.NotEqual(refused.Reveal(), (await without).Reveal(), StringComparer.Ordinal);
        var renewed = await Task.WhenAll(with);
        Assert.All(renewed, token => Assert.Equal(bench.App.LatestAccessToken, token.Reveal()));
        Assert.Equal([false, false, true], bench.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Claims_that_come_after_a_renewal_without_them_get_a_renewal_of_their_own()
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        var refused = tokens.Current;

        await SignInBench.TokenAsync(tokens, new TokenDemand(refused));
        var first = await SignInBench.TokenAsync(tokens, new TokenDemand(refused, Claims));
        var second = await SignInBench.TokenAsync(tokens, new TokenDemand(refused, Claims));

        Assert.Same(first, second);
        Assert.Equal([false, false, true], bench.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Caller_without_claims_shares_a_renewal_with_claims()
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        var refused = tokens.Current;
        var hold = new HeldRequest(bench.App);

        var with = SignInBench.TokenAsync(tokens, new TokenDemand(refused, Claims));
        await hold.Arrived;
        var without = SignInBench.TokenAsync(tokens, new TokenDemand(refused));
        hold.LetGo();

        Assert.Same(await with, await without);
        Assert.Equal([false, true], bench.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Renewal_with_claims_that_fails_does_not_fail_a_caller_without_claims()
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        var refused = tokens.Current;
        var hold = new HeldRequest(bench.App);
        bench.App.FailNext(50076);

        var with = SignInBench.TokenAsync(tokens, new TokenDemand(refused, Claims));
        await hold.Arrived;
        var without = SignInBench.TokenAsync(tokens, new TokenDemand(refused));
        hold.LetGo();

        Assert.Equal("SignInMfaRequired", (await Assert.ThrowsAsync<PartnerCenterException>(() => with)).ErrorId);
        var renewed = await without;
        Assert.Equal(bench.App.LatestAccessToken, renewed.Reveal());
        Assert.Equal([false, true, false], bench.App.Forms.Select(AsksForMore));
    }

    [Fact]
    public async Task Renewal_without_claims_that_nobody_waits_for_ends_although_one_with_claims_comes_next()
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        var refused = tokens.Current;
        var hold = new HeldRequest(bench.App);
        using var stop = new CancellationTokenSource();

        var without = tokens.GetTokenAsync(new TokenDemand(refused), stop.Token);
        await hold.Arrived;
        var with = SignInBench.TokenAsync(tokens, new TokenDemand(refused, Claims));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => without);
        var renewed = await with;
        Assert.Equal(bench.App.LatestAccessToken, renewed.Reveal());
        hold.LetGo();
    }

    [Theory]
    [InlineData(1000, 999, 1)]
    [InlineData(1000, 1000, 1)]
    [InlineData(1000, 1001, 2)]
    public async Task Revocation_of_one_second_is_covered_by_a_renewal_for_a_later_one(long first, long second, int renewals)
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        var refused = tokens.Current;

        await SignInBench.TokenAsync(tokens, new TokenDemand(refused, Revoked(first)));
        await SignInBench.TokenAsync(tokens, new TokenDemand(refused, Revoked(second)));

        Assert.Equal(renewals, bench.App.Forms.Count(AsksForMore));
    }

    [Theory]
    [InlineData("""{"access_token":{"nbf":{"essential":true,"value":"999"},"acrs":{"essential":true,"value":"c1"}}}""")]
    [InlineData("""{"access_token":{"nbf":7}}""")]
    [InlineData("""{"id_token":{}}""")]
    public async Task Challenge_that_asks_for_something_else_is_not_covered(string other)
    {
        var bench = new SignInBench("the secret");
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "the secret"));
        var refused = tokens.Current;

        var first = await SignInBench.TokenAsync(tokens, new TokenDemand(refused, Revoked(1000)));
        var second = await SignInBench.TokenAsync(tokens, new TokenDemand(refused, other));

        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task Interactive_session_whose_refresh_token_died_asks_the_user_again()
    {
        var bench = new SignInBench();
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.DeviceCode));
        bench.App.FailNext(700082);

        var renewed = await SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current));

        Assert.Equal(2, bench.Events.Codes.Count);
        Assert.Equal(bench.App.LatestAccessToken, renewed.Reveal());
    }

    [Fact]
    public async Task Renewal_that_fails_ahead_of_time_leaves_the_good_token_in_use()
    {
        var bench = new SignInBench();
        bench.App.NextLifetimes(3600);
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));
        bench.App.FailNext(new TokenService.ServiceError(90033, "temporarily_unavailable", "A transient error has occurred.", System.Net.HttpStatusCode.ServiceUnavailable));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current)));
        var token = await SignInBench.TokenAsync(tokens);

        Assert.Equal("SignInServiceUnavailable", failure.ErrorId);
        Assert.Same(tokens.Current, token);
    }

    [Fact]
    public async Task One_caller_who_stops_waiting_does_not_end_the_renewal_of_the_others()
    {
        var bench = new SignInBench();
        bench.App.NextLifetimes(0);
        var tokens = await bench.SignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));
        bench.App.Latency = TimeSpan.FromMilliseconds(200);
        using var impatience = new CancellationTokenSource();

        var first = tokens.GetTokenAsync(TokenDemand.Any, impatience.Token);
        var second = SignInBench.TokenAsync(tokens);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var renewed = await second;
        Assert.Equal(bench.App.LatestAccessToken, renewed.Reveal());
        Assert.Equal(2, bench.App.Requests("refresh_token"));
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
