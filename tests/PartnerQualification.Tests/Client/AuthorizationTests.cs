using System.Text;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_request_repeated_under_its_id()
    {
        var tokens = new CountingTokenSource();
        var builder = new ClientBuilder(Answer(401), Answer(201)) { Tokens = tokens };
        var call = new TrackedCall();

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal(["Bearer token-1", "Bearer token-2"], builder.Sent.Select(sent => sent.Headers["Authorization"]), StringComparer.Ordinal);
        Assert.All(builder.Sent, sent => Assert.Equal(call.RequestId.ToString(), sent.Headers["MS-RequestId"]));
        Assert.Equal("token-1", tokens.Demands[1].Rejected?.Reveal());
        Assert.Null(tokens.Demands[1].Claims);
    }

    [Fact]
    public async Task A_token_that_is_refused_again_is_the_end()
    {
        var builder = new ClientBuilder(Answer(401)) { Tokens = new CountingTokenSource() };

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync());

        Assert.Equal(PartnerCenterErrorKind.SignInRequired, error.Kind);
        Assert.Contains("no other one it accepts", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, builder.Sent.Count);
    }

    [Theory]
    [InlineData("Bearer realm=\"\", authorization_uri=\"https://login\", error=\"insufficient_claims\", claims=\"{0}\"")]
    [InlineData("Bearer claims=\"{0}\", error=\"insufficient_claims\"")]
    public async Task A_claims_challenge_is_handed_to_the_token_source(string header)
    {
        const string Claims = """{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}""";
        var challenge = header.Replace("{0}", Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims)), StringComparison.Ordinal);
        var tokens = new CountingTokenSource();
        var builder = new ClientBuilder(Answer(401, """{"code":"900421"}""", answer => answer.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge)), Answer(200, "[]")) { Tokens = tokens };

        await builder.RunAsync(client => client.GetValidationCodesAsync());

        Assert.Equal(Claims, tokens.Demands[1].Claims);
    }

    [Theory]
    [InlineData("Bearer claims=\"%%%\"")]
    [InlineData("Bearer claims=\"")]
    [InlineData("Bearer")]
    [InlineData("Basic claims=\"e30=\"")]
    public async Task A_challenge_that_cannot_be_read_is_none(string header)
    {
        var tokens = new CountingTokenSource();
        var builder = new ClientBuilder(Answer(401, "", answer => answer.Headers.TryAddWithoutValidation("WWW-Authenticate", header)), Answer(200, "[]")) { Tokens = tokens };

        await builder.RunAsync(client => client.GetValidationCodesAsync());

        Assert.Null(tokens.Demands[1].Claims);
    }

    [Fact]
    public async Task Without_a_way_to_renew_a_refused_token_is_final()
    {
        var builder = new ClientBuilder(Answer(401));

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync());

        Assert.Equal(PartnerCenterErrorKind.SignInRequired, error.Kind);
        Assert.Single(builder.Sent);
    }

    [Fact]
    public async Task Missing_mfa_is_not_mended_by_renewal()
    {
        var tokens = new CountingTokenSource();
        var builder = new ClientBuilder(Answer(401, """{"code":"900421","description":"MFA"}""")) { Tokens = tokens };

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync());

        Assert.Equal(PartnerCenterErrorKind.MfaRequired, error.Kind);
        Assert.Single(tokens.Demands);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_told_as_it_is()
    {
        var signIn = new PartnerCenterException(PartnerCenterErrorKind.SignInFailed, new ErrorText("The refresh token has expired.", "Consent again."));
        var builder = new ClientBuilder(Answer(401)) { Tokens = new CountingTokenSource { Failure = demand => demand.Rejected is null ? null : signIn } };

        Assert.Same(signIn, await builder.FailAsync(client => client.GetValidationCodesAsync()));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Whatever_a_token_source_throws_comes_out_as_a_sign_in_that_is_needed(Type type)
    {
        var builder = new ClientBuilder(Answer(200)) { Tokens = new CountingTokenSource { Failure = _ => (Exception)Activator.CreateInstance(type, "vault\u0007 closed, refresh_token=0.AAAA-secret")! } };

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync());

        Assert.Equal(PartnerCenterErrorKind.SignInRequired, error.Kind);
        Assert.Contains("vault closed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA-secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(builder.Sent);
    }

    [Fact]
    public async Task A_hundred_calls_with_an_expired_token_renew_once()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));
        var renewals = 0;
        builder.Tokens = new StaticTokenSource(
            TestTokens.Expiring(builder.Time.GetUtcNow().AddMinutes(-1)),
            async _ =>
            {
                Interlocked.Increment(ref renewals);
                await Task.Yield();
                return TestTokens.Expiring(builder.Time.GetUtcNow().AddHours(1), 1);
            },
            builder.Time);

        await builder.RunTimelessAsync(client => Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetValidationCodesAsync())));

        Assert.Equal(1, renewals);
        Assert.Equal(100, builder.Sent.Count);
        Assert.Single(builder.Sent.Select(sent => sent.Headers["Authorization"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_hundred_calls_with_a_refused_token_renew_once()
    {
        var good = TestTokens.Create("""{"number":2}""");
        var renewals = 0;
        var builder = new ClientBuilder((request, token) => Answer(request.Headers.Authorization?.Parameter == good ? 200 : 401, "[]")(request, token));
        builder.Tokens = new StaticTokenSource(
            TestTokens.Create("""{"number":1}"""),
            _ =>
            {
                Interlocked.Increment(ref renewals);
                return Task.FromResult(good);
            },
            builder.Time);

        await builder.RunTimelessAsync(client => Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetValidationCodesAsync())));

        Assert.Equal(1, renewals);
    }
}
