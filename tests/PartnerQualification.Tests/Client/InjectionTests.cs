using System.Text.Json;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

/// <summary>Texts that would become headers or requests of their own, wherever they come from.</summary>
public sealed class InjectionTests
{
    private const string SecondRequest = "abc\r\n\r\nPOST /v1/customers/evil HTTP/1.1\r\nHost: evil";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SecondRequest)]
    [InlineData("5:" + SecondRequest)]
    [InlineData("abc\nX-Evil: 1")]
    [InlineData("abc\u0000")]
    [InlineData("t\u00F6ken")]
    [InlineData(":")]
    [InlineData("  ")]
    public async Task Continuation_token_of_a_caller_that_cannot_stand_in_a_header_is_refused_and_nothing_leaves(string token)
    {
        using var server = RawServer.Start("{}");
        using var client = Connect(server);

        var error = await Assert.ThrowsAsync<ArgumentException>("query", () => client.GetCustomersAsync(new CustomerQuery { ContinuationToken = token }, cancellationToken: Token));

        Assert.Contains("may not stand in a header", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(server.Heads);
    }

    [Theory]
    [InlineData(SecondRequest)]
    [InlineData("abc\rX")]
    [InlineData("t\u00F6ken")]
    public async Task Continuation_token_of_the_service_that_cannot_stand_in_a_header_is_an_unexpected_response(string token)
    {
        using var server = RawServer.Start(Page(token));
        using var client = Connect(server);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetCustomersAsync(cancellationToken: Token));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains("next page", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.StartsWith("GET /v1/customers?size=500 ", Assert.Single(server.Heads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_of_the_service_says_nothing_but_the_size_of_the_next_page()
    {
        using var server = RawServer.Start(Page("abc", "https://elsewhere.example/v1/steal?size=7\r\nX-Evil:1&size=9&x=\r\n\r\n"));
        using var client = Connect(server);

        var first = await client.GetCustomersAsync(cancellationToken: Token);
        await client.GetCustomersAsync(new CustomerQuery { ContinuationToken = first.ContinuationToken }, cancellationToken: Token);

        Assert.Equal(2, server.Heads.Count);
        Assert.StartsWith("GET /v1/customers?seekOperation=Next ", server.Heads[1], StringComparison.Ordinal);
        Assert.Contains("MS-ContinuationToken: abc\n", server.Heads[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", server.Heads[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc\r\nX-Evil: 1")]
    [InlineData("abc\n")]
    [InlineData("t\u00F6ken")]
    [InlineData("two words")]
    [InlineData("")]
    public async Task Access_token_of_a_source_that_cannot_stand_in_a_header_is_no_token_and_nothing_leaves(string token)
    {
        using var server = RawServer.Start("[]");
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Endpoint = server.Address, MaxAttempts = 1 }, new OneToken(token));
        var call = new TrackedCall();

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.SetQualificationAsync(ClientBuilder.Education, call, Token));

        Assert.Equal((PartnerCenterErrorKind.SignInRequired, true), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains("a text that no token is", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, call.Attempts);
        Assert.Empty(server.Heads);
    }

    [Theory]
    [InlineData("abc\r\nX-Evil: 1")]
    [InlineData("t\u00F6ken")]
    [InlineData("abc\u200B")]
    [InlineData(" \r\n ")]
    public void Access_token_handed_in_that_cannot_stand_in_a_header_is_refused(string token)
    {
        var error = Assert.Throws<ArgumentException>("accessToken", () => new StaticTokenSource(token));

        Assert.DoesNotContain("abc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_token_that_a_renewal_brings_is_checked_too()
    {
        var builder = new ClientBuilder(Answer(401), Answer(200, "[]"));
        builder.Tokens = new StaticTokenSource("first", _ => Task.FromResult("second\r\nX-Evil: 1"), builder.Time);

        var error = await builder.FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(PartnerCenterErrorKind.SignInRequired, error.Kind);
        Assert.Single(builder.Sent);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1", "en-US")]
    [InlineData("R\u00FCnbook", "en-US")]
    [InlineData("Runbook", "en-US\r\nX-Evil: 1")]
    [InlineData("Runbook", "\u200Ben-US")]
    public void Name_and_locale_that_cannot_stand_in_a_header_are_refused(string application, string locale)
    {
        var builder = new ClientBuilder(Answer(200)) { Options = new PartnerCenterOptions { ApplicationName = application, Locale = locale } };

        Assert.Contains("cannot be used", Assert.Throws<ArgumentException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validation_code_stays_one_value_of_the_query()
    {
        using var server = RawServer.Start("[]", "201 Created");
        using var client = Connect(server);
        var request = QualificationRequest.Create(ClientBuilder.Customer, "GovernmentCommunityCloud", validationCode: "1&x=2#3 HTTP/1.1%0d%0a\u00E9/../");

        await client.SetQualificationAsync(request, cancellationToken: Token);

        Assert.Contains("/qualifications?code=1%26x%3D2%233%20HTTP%2F1.1%250d%250a%C3%A9%2F..%2F HTTP/1.1\n", server.Heads[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("W10=")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("Ig0KWC1FdmlsOiAxIg==")]
    public async Task Claims_that_are_no_json_object_are_no_challenge(string claims)
    {
        var tokens = new CountingTokenSource();
        var builder = new ClientBuilder(Answer(401, "", answer => answer.Headers.TryAddWithoutValidation("WWW-Authenticate", $"Bearer claims=\"{claims}\"")), Answer(200, "[]")) { Tokens = tokens };

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Null(tokens.Demands[1].Claims);
    }

    private static PartnerCenterClient Connect(RawServer server) => new(new PartnerCenterOptions { Endpoint = server.Address }, new StaticTokenSource("token-of-the-test"));

    private static string Page(string token, string link = "/customers?size=500&seekOperation=Next") => JsonSerializer.Serialize(new
    {
        totalCount = 2,
        items = new[] { new { id = ClientBuilder.Customer } },
        links = new { next = new { uri = link, headers = new[] { new { key = "MS-ContinuationToken", value = token } } } },
    });

    private sealed class OneToken(string text) : IAccessTokenSource
    {
        public SignInMethod Method => SignInMethod.AccessToken;

        public bool CanRenew => false;

        public AccessToken Current { get; } = new(text, AccessTokenClaims.Unknown);

        public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken) => Task.FromResult(Current);

        public void Dispose()
        {
            // Its token is no secret.
        }
    }
}
