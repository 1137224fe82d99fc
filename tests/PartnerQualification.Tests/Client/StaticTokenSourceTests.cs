using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Client;

public sealed class StaticTokenSourceTests
{
    private readonly FakeTimeProvider time = new();
    private int renewals;

    [Fact]
    public async Task A_token_is_handed_out_until_a_few_minutes_before_it_expires()
    {
        var source = Create(TimeSpan.FromHours(1));

        time.Advance(TimeSpan.FromMinutes(54));
        var early = await GetAsync(source);
        time.Advance(TimeSpan.FromMinutes(2));
        var late = await GetAsync(source);

        Assert.NotEqual(early.Reveal(), late.Reveal(), StringComparer.Ordinal);
        Assert.Equal(1, renewals);
        Assert.Equal(late.Reveal(), source.Current.Reveal());
        Assert.True(source.CanRenew);
        Assert.Equal(SignInMethod.AccessToken, source.Method);
    }

    [Fact]
    public async Task A_token_that_lives_for_minutes_only_is_not_renewed_for_every_call()
    {
        var source = Create(TimeSpan.FromMinutes(2));

        await GetAsync(source);
        await GetAsync(source);

        Assert.Equal(0, renewals);
    }

    [Fact]
    public async Task A_renewal_ahead_of_time_that_fails_leaves_the_token_in_use_and_is_tried_again_later()
    {
        var source = new StaticTokenSource(TestTokens.Expiring(time.GetUtcNow().AddHours(1)), _ => throw Failing(), time);
        var first = source.Current;

        time.Advance(TimeSpan.FromMinutes(56));
        Assert.Same(first, await GetAsync(source));
        Assert.Same(first, await GetAsync(source));
        Assert.Equal(1, renewals);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Same(first, await GetAsync(source));
        Assert.Equal(2, renewals);
        time.Advance(TimeSpan.FromMinutes(4));

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => GetAsync(source));
        Assert.Equal(PartnerCenterErrorKind.SignInRequired, error.Kind);
        Assert.Contains("vault closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_without_a_way_to_renew_is_refused_before_anything_is_sent()
    {
        var source = new StaticTokenSource(TestTokens.Expiring(time.GetUtcNow().AddSeconds(-1)), time: time);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => GetAsync(source));

        Assert.Equal(PartnerCenterErrorKind.SessionExpired, error.Kind);
        Assert.Contains("2025-12-31 23:59:59 UTC", error.Message, StringComparison.Ordinal);
        Assert.False(source.CanRenew);
    }

    [Fact]
    public async Task A_token_about_to_expire_without_a_way_to_renew_serves_to_its_end()
    {
        var source = new StaticTokenSource(TestTokens.Expiring(time.GetUtcNow().AddMinutes(10)), time: time);

        time.Advance(TimeSpan.FromMinutes(9));

        Assert.Same(source.Current, await GetAsync(source));
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("a.W10.c")]
    public async Task A_token_that_cannot_be_read_is_used_as_it_is(string token)
    {
        var source = new StaticTokenSource(token, time: time);

        Assert.Equal(token, (await GetAsync(source)).Reveal());
        Assert.Equal(AccessTokenClaims.Unknown, source.Current.Claims);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Bearer abc")]
    [InlineData("abc\r\nX-Evil: 1")]
    public void A_text_that_is_no_token_is_refused_without_being_repeated(string token)
    {
        var error = Assert.Throws<ArgumentException>(() => new StaticTokenSource(token));

        Assert.Contains("without the word Bearer", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_that_brings_nothing_is_said()
    {
        var source = new StaticTokenSource(TestTokens.Expiring(time.GetUtcNow().AddHours(-1)), _ => Task.FromResult(" "), time);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => GetAsync(source));

        Assert.Equal(PartnerCenterErrorKind.SignInRequired, error.Kind);
    }

    [Fact]
    public async Task One_that_stops_waiting_does_not_end_the_renewal_for_the_others()
    {
        var go = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new StaticTokenSource(TestTokens.Expiring(time.GetUtcNow().AddHours(-1)), cancellationToken => go.Task.WaitAsync(cancellationToken), time);
        using var stop = new CancellationTokenSource();

        var impatient = source.GetTokenAsync(TokenDemand.Any, stop.Token);
        var patient = source.GetTokenAsync(TokenDemand.Any, CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        go.SetResult("renewed");

        Assert.Equal("renewed", (await patient.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Reveal());
    }

    [Fact]
    public async Task A_renewal_that_nobody_waits_for_is_ended_and_the_next_one_begins_anew()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        var source = new StaticTokenSource(
            TestTokens.Expiring(time.GetUtcNow().AddHours(-1)),
            async cancellationToken =>
            {
                if (Interlocked.Increment(ref calls) > 1) return "second";
                started.SetResult();
                using var registration = cancellationToken.Register(() => ended.SetResult());
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return "first";
            },
            time);
        using var stop = new CancellationTokenSource();

        var waiting = source.GetTokenAsync(TokenDemand.Any, stop.Token);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Assert.Equal("second", (await GetAsync(source)).Reveal());
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_renews_is_asked_once_for_callers_with_and_without_claims()
    {
        var source = Create(TimeSpan.FromHours(1));
        var refused = source.Current;

        await source.GetTokenAsync(new TokenDemand(refused), CancellationToken.None);
        await source.GetTokenAsync(new TokenDemand(refused, "{}"), CancellationToken.None);

        Assert.Equal(1, renewals);
    }

    [Fact]
    public async Task A_renewal_that_uses_the_client_that_waits_for_it_fails_at_once_and_says_so()
    {
        PartnerCenterClient? client = null;
        var builder = new ClientBuilder(ScriptedTransport.Answer(200, "[]"));
        builder.Tokens = new StaticTokenSource(
            TestTokens.Expiring(builder.Time.GetUtcNow().AddMinutes(-1)),
            async cancellationToken =>
            {
                await Task.Yield();
                await client!.GetValidationCodesAsync(cancellationToken: cancellationToken);
                return "another";
            },
            builder.Time);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => builder.RunTimelessAsync(async built => await (client = built).GetValidationCodesAsync()));

        Assert.Equal(PartnerCenterErrorKind.SessionExpired, error.Kind);
        Assert.Contains("uses the session that is waiting for this very token", error.Message, StringComparison.Ordinal);
        Assert.Empty(builder.Sent);
    }

    [Fact]
    public async Task A_renewal_that_needs_its_own_result_says_so_whatever_it_makes_of_the_failure()
    {
        StaticTokenSource? source = null;
        source = new StaticTokenSource(
            TestTokens.Expiring(time.GetUtcNow().AddHours(-1)),
            async _ =>
            {
                // On another thread too: what a renewal starts belongs to it.
                await Assert.ThrowsAsync<PartnerCenterException>(() => Task.Run(() => source!.GetTokenAsync(TokenDemand.Any, CancellationToken.None)));
                throw new InvalidOperationException("no rows came");
            },
            time);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => GetAsync(source));

        Assert.Contains("uses the session that is waiting for this very token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_renewal_has_left_running_may_ask_for_tokens_afterwards()
    {
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource<Task<AccessToken>>(TaskCreationOptions.RunContinuationsAsynchronously);
        StaticTokenSource? source = null;
        source = new StaticTokenSource(
            TestTokens.Expiring(time.GetUtcNow().AddHours(-1)),
            _ =>
            {
                if (++renewals == 1) left.SetResult(AskAfter(later.Task));
                return Task.FromResult($"token-{renewals}");
            },
            time);

        var first = await GetAsync(source);
        later.SetResult();
        var asked = await left.Task;

        Assert.Equal("token-2", (await asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Reveal());

        async Task<AccessToken> AskAfter(Task sign)
        {
            await sign;
            return await source!.GetTokenAsync(new TokenDemand(source.Current), CancellationToken.None);
        }
    }

    [Fact]
    public void What_a_token_says_of_itself_is_read()
    {
        var user = AccessTokenReader.Read(TestTokens.Create("""{"aud":"https://api.partnercenter.microsoft.com","exp":1767229200,"tid":"t","appid":"a","upn":"jane@contoso.com","scp":"user_impersonation","amr":["pwd","mfa"]}"""));
        var app = AccessTokenReader.Read(TestTokens.Create("""{"aud":["https://api.partnercenter.microsoft.com"],"exp":"1767229200","azp":"a","roles":["x"]}"""));

        Assert.Equal(
            new AccessTokenClaims
            {
                Audience = "https://api.partnercenter.microsoft.com",
                ExpiresOn = new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero),
                TenantId = "t",
                ApplicationId = "a",
                User = "jane@contoso.com",
                IsAppOnly = false,
                HasMfa = true,
            },
            user);
        Assert.Equal(("https://api.partnercenter.microsoft.com", true, null, "a"), (app.Audience, app.IsAppOnly!.Value, app.HasMfa, app.ApplicationId));
        Assert.Equal(user.ExpiresOn, app.ExpiresOn);
    }

    [Theory]
    [InlineData("""{"scp":"user_impersonation","amr":["pwd"]}""", false, false)]
    [InlineData("""{"scp":"user_impersonation"}""", false, null)]
    [InlineData("""{"unique_name":"jane","amr":"mfa"}""", false, true)]
    [InlineData("""{"idtyp":"app","scp":"","amr":["mfa"]}""", true, null)]
    [InlineData("""{"exp":-5,"aud":7}""", null, null)]
    public void Kind_and_mfa_are_told_as_far_as_they_can_be(string claims, bool? isAppOnly, bool? hasMfa)
    {
        var read = AccessTokenReader.Read(TestTokens.Create(claims));

        Assert.Equal((isAppOnly, hasMfa), (read.IsAppOnly, read.HasMfa));
        Assert.Null(read.ExpiresOn);
    }

    private static Task<AccessToken> GetAsync(StaticTokenSource source) => source.GetTokenAsync(TokenDemand.Any, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private StaticTokenSource Create(TimeSpan lifetime) => new(
        TestTokens.Expiring(time.GetUtcNow() + lifetime),
        _ => Task.FromResult(TestTokens.Expiring(time.GetUtcNow().AddHours(1), ++renewals)),
        time);

    private InvalidOperationException Failing()
    {
        renewals++;
        return new InvalidOperationException("vault closed");
    }
}
