using System.Text;
using PartnerQualification.Client;
using PartnerQualification.Tests.SignIn;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Client;

/// <summary>A session that is closed leaves no token behind in any object that its owner still has.</summary>
public sealed class ForgottenTokenTests
{
    private const string Mark = "MARKED-TOKEN";

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_token_source_that_was_disposed_of_keeps_the_claims_and_not_the_token()
    {
        var source = new StaticTokenSource(Token(1), time: time);
        var claims = source.Current.Claims;
        Assert.NotEmpty(ObjectGraph.Find(source, Mark));

        source.Dispose();
        source.Dispose();

        Assert.Empty(ObjectGraph.Find(source, Mark));
        Assert.Same(claims, source.Current.Claims);
        Assert.Throws<ObjectDisposedException>(() => source.Current.Reveal());
    }

    [Fact]
    public async Task A_token_source_that_has_renewed_forgets_both_tokens_and_the_way_to_the_next()
    {
        var next = Token(2);
        var source = new StaticTokenSource(Token(1), _ => Task.FromResult(next), time);
        await GetAsync(source, new TokenDemand(source.Current));
        Assert.NotEmpty(ObjectGraph.Find(source, Mark));

        source.Dispose();

        Assert.Empty(ObjectGraph.Find(source, Mark));
        Assert.True(source.CanRenew);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_it_was_disposed_of_no_token_is_to_be_had(bool isRefused)
    {
        var source = new StaticTokenSource(Token(1), _ => throw new InvalidOperationException("Nobody is to be asked."), time);
        var demand = isRefused ? new TokenDemand(source.Current) : TokenDemand.Any;
        source.Dispose();

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => GetAsync(source, demand));

        Assert.Equal(PartnerCenterErrorKind.NotConnected, error.Kind);
        Assert.Contains("closed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_renewal_that_is_under_way_when_its_source_is_disposed_of_brings_nothing(bool comesAnyway)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new StaticTokenSource(
            Token(1),
            cancellationToken =>
            {
                asked.SetResult();
                return comesAnyway ? go.Task : go.Task.WaitAsync(cancellationToken);
            },
            time);
        var waiting = source.GetTokenAsync(new TokenDemand(source.Current), CancellationToken.None);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        source.Dispose();
        if (comesAnyway) go.SetResult(Token(2));

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(PartnerCenterErrorKind.NotConnected, error.Kind);
        Assert.Empty(ObjectGraph.Find(source, Mark));
    }

    [Theory]
    [InlineData(SignInMethod.Interactive)]
    [InlineData(SignInMethod.RefreshToken)]
    [InlineData(SignInMethod.AppSecret)]
    public async Task A_sign_in_that_was_disposed_of_keeps_neither_tokens_nor_secrets(SignInMethod method)
    {
        var bench = new SignInBench(method == SignInMethod.AppSecret ? $"{Mark} of the app" : null);
        bench.App.Mark = Mark;
        var tokens = await bench.SignInAsync(bench.Request(
            method,
            bench.App.TenantId,
            secret: method == SignInMethod.AppSecret ? $"{Mark} of the app" : null,
            refreshToken: method == SignInMethod.RefreshToken ? bench.StoredRefreshToken() : null));
        var accessToken = (await SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current))).Reveal();
        Assert.NotEmpty(ObjectGraph.Find(tokens, accessToken));
        Assert.NotEmpty(ObjectGraph.Find(tokens, Mark));

        tokens.Dispose();

        Assert.Empty(ObjectGraph.Find(tokens, accessToken));
        Assert.Empty(ObjectGraph.Find(tokens, Mark));
        Assert.Equal(bench.App.TenantId, tokens.Current.Claims.TenantId);
        Assert.Equal(method, tokens.Method);
    }

    [Fact]
    public async Task A_client_that_was_disposed_of_with_its_tokens_keeps_none_of_what_it_sent()
    {
        using var server = LoopbackServer.Start(context =>
        {
            if (context.Request.Headers["Authorization"] != $"Bearer {Token(2)}") context.Response.StatusCode = 401;
            else context.Response.OutputStream.Write("[]"u8);
        });
        var tokens = new StaticTokenSource(Token(1), _ => Task.FromResult(Token(2)));
        var client = new PartnerCenterClient(new PartnerCenterOptions { Endpoint = server.Address }, tokens);
        await client.GetValidationCodesAsync(cancellationToken: TestContext.Current.CancellationToken);
        await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEmpty(ObjectGraph.Find(client, Mark));

        client.Dispose();
        tokens.Dispose();

        Assert.Empty(ObjectGraph.Find(client, Mark));
    }

    [Fact]
    public void What_is_searched_for_is_found_wherever_it_hides()
    {
        var text = Token(1);
        Func<string> bound = () => text;
        using var secret = SignInBench.Secret(text);
        object[] places =
        [
            text, text.ToCharArray(), Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), secret, bound, new StringBuilder(text),
            new Dictionary<string, object>(StringComparer.Ordinal) { ["a"] = (1, new[] { new KeyValuePair<int, string>(2, text) }) },
            new MemoryStream(Encoding.UTF8.GetBytes(text)), Task.FromResult(text), new AccessToken(text, AccessTokenClaims.Unknown),
        ];

        Assert.All(places, place => Assert.NotEmpty(ObjectGraph.Find(new object[] { place }, Mark)));
    }

    private static Task<AccessToken> GetAsync(StaticTokenSource source, TokenDemand demand) =>
        source.GetTokenAsync(demand, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private static string Token(int number) => TestTokens.Create($$"""{"tid":"the tenant","number":{{number}}}""") + Mark;
}
