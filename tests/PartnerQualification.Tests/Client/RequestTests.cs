using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class RequestTests
{
    [Fact]
    public async Task Education_leaves_as_the_third_generation_body()
    {
        var builder = new ClientBuilder(Answer(201, ClientBuilder.Payload("set-education-201.txt")));

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        var sent = Assert.Single(builder.Sent);
        Assert.Equal("POST", sent.Method);
        Assert.Equal($"https://api.partnercenter.microsoft.com/v1/customers/{ClientBuilder.Customer}/qualifications", sent.Address);
        Assert.Equal("""{"qualification":"Education","educationSegment":"K12","website":"contoso.edu"}""", sent.Body);
    }

    [Fact]
    public async Task Government_leaves_with_its_code_in_body_and_query()
    {
        var builder = new ClientBuilder(Answer(201));
        var request = QualificationRequest.Create(ClientBuilder.Customer, "GovernmentCommunityCloud", validationCode: "12 34&5\"6");

        await builder.RunAsync(client => client.SetQualificationAsync(request));

        var sent = Assert.Single(builder.Sent);
        Assert.EndsWith("/qualifications?code=12%2034%265%226", sent.Address, StringComparison.Ordinal);
        Assert.Equal("""{"qualification":"GovernmentCommunityCloud","validationCode":"12 34\u00265\u00226"}""", sent.Body);
    }

    [Fact]
    public async Task State_owned_entity_leaves_alone()
    {
        var builder = new ClientBuilder(Answer(201));

        await builder.RunAsync(client => client.SetQualificationAsync(QualificationRequest.Create(ClientBuilder.Customer, "StateOwnedEntity")));

        Assert.Equal("""{"qualification":"StateOwnedEntity"}""", Assert.Single(builder.Sent).Body);
    }

    [Fact]
    public async Task Every_header_of_the_contract_is_sent()
    {
        var builder = new ClientBuilder(Answer(200, "[]")) { Options = new PartnerCenterOptions { ApplicationName = "Runbook/2.1", Locale = "de-DE" } };
        var call = new TrackedCall();

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, call));

        var headers = Assert.Single(builder.Sent).Headers;
        Assert.Equal("Bearer token-of-the-test", headers["Authorization"]);
        Assert.Equal("application/json", headers["Accept"]);
        Assert.Equal(call.RequestId.ToString(), headers["MS-RequestId"]);
        Assert.Equal(call.CorrelationId.ToString(), headers["MS-CorrelationId"]);
        Assert.Equal("v1", headers["MS-Contract-Version"]);
        Assert.Equal("Runbook/2.1", headers["MS-PartnerCenter-Application"]);
        Assert.Equal("de-DE", headers["X-Locale"]);
    }

    [Fact]
    public async Task Our_own_name_comes_with_our_version_and_the_body_with_its_type()
    {
        var builder = new ClientBuilder(Answer(201));

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        var headers = Assert.Single(builder.Sent).Headers;
        Assert.Matches(@"^PartnerQualification/\d+\.\d+\.\d+$", headers["MS-PartnerCenter-Application"]);
        Assert.Equal("application/json; charset=utf-8", headers["Content-Type"]);
        Assert.Equal("en-US", headers["X-Locale"]);
    }

    [Fact]
    public async Task Every_call_has_ids_of_its_own()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));
        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        var ids = builder.Sent.SelectMany(sent => new[] { sent.Headers["MS-RequestId"], sent.Headers["MS-CorrelationId"] });
        Assert.Equal(4, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Ids_that_are_given_are_sent()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));
        var call = new TrackedCall { RequestId = Guid.NewGuid(), CorrelationId = Guid.NewGuid() };

        await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer, call));

        var headers = builder.Sent.Single().Headers;
        Assert.Equal((call.RequestId.ToString(), call.CorrelationId.ToString()), (headers["MS-RequestId"], headers["MS-CorrelationId"]));
    }

    [Fact]
    public async Task Retries_repeat_ids_headers_and_body()
    {
        var builder = new ClientBuilder(Answer(503), Throw(() => new HttpRequestException("lost", new IOException("reset"))), Answer(200, "[]"), Answer(200, "[]"), Answer(201));

        await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        var posts = builder.Sent.Where(sent => sent.Method == "POST").ToArray();
        Assert.Equal((3, 5), (posts.Length, builder.Sent.Count));
        Assert.All(posts, sent =>
        {
            Assert.Equal(posts[0].Body, sent.Body);
            Assert.Equivalent(posts[0].Headers, sent.Headers, strict: true);
        });
    }

    [Fact]
    public async Task Codes_are_asked_for_where_they_are()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));

        await builder.RunAsync(client => client.GetValidationCodesAsync());

        Assert.Equal("https://api.partnercenter.microsoft.com/v1/customers/all/validations", Assert.Single(builder.Sent).Address);
    }

    [Fact]
    public async Task An_endpoint_with_a_path_keeps_it_and_china_has_its_own()
    {
        var gateway = new ClientBuilder(Answer(200, "[]")) { Options = new PartnerCenterOptions { Endpoint = new Uri("https://gateway.contoso.com/partner/") } };
        var china = new ClientBuilder(Answer(200, "[]")) { Options = new PartnerCenterOptions { Environment = PartnerCenterEnvironment.China } };

        await gateway.RunAsync(client => client.GetValidationCodesAsync());
        await china.RunAsync(client => client.GetValidationCodesAsync());

        Assert.Equal("https://gateway.contoso.com/partner/v1/customers/all/validations", gateway.Sent[0].Address);
        Assert.Equal("https://partner.partnercenterapi.microsoftonline.cn/v1/customers/all/validations", china.Sent[0].Address);
    }

    [Fact]
    public async Task The_next_page_is_asked_for_with_its_token_and_the_size_that_its_link_has()
    {
        var builder = new ClientBuilder(Answer(200, ClientBuilder.Payload("get-customers-page-200.txt")), Answer(200, """{"totalCount":2,"items":[]}"""));

        var first = await builder.RunAsync(client => client.GetCustomersAsync(new CustomerQuery { PageSize = 1 }));
        var second = await builder.RunAsync(client => client.GetCustomersAsync(new CustomerQuery { ContinuationToken = first.ContinuationToken }));

        Assert.EndsWith("/v1/customers?size=1", builder.Sent[0].Address, StringComparison.Ordinal);
        Assert.EndsWith("/v1/customers?size=1&seekOperation=Next", builder.Sent[1].Address, StringComparison.Ordinal);
        Assert.Equal("eyJwYWdlIjoyfQ==", builder.Sent[1].Headers["MS-ContinuationToken"]);
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task A_bare_token_of_the_service_asks_for_the_next_page_too()
    {
        var builder = new ClientBuilder(Answer(200, """{"items":[]}"""));

        await builder.RunAsync(client => client.GetCustomersAsync(new CustomerQuery { ContinuationToken = "eyJwYWdlIjoyfQ==" }));

        Assert.EndsWith("/v1/customers?seekOperation=Next", builder.Sent[0].Address, StringComparison.Ordinal);
        Assert.Equal("eyJwYWdlIjoyfQ==", builder.Sent[0].Headers["MS-ContinuationToken"]);
    }

    [Fact]
    public async Task A_customer_id_that_is_none_is_refused_before_anything_is_sent()
    {
        var builder = new ClientBuilder(Answer(200, "[]"));

        var error = await Assert.ThrowsAsync<ArgumentException>("customerId", () => builder.RunAsync(client => client.GetQualificationsAsync("contoso")));

        Assert.Equal(PartnerCenterErrorKind.CustomerIdInvalid, Assert.IsType<PartnerCenterException>(error.InnerException).Kind);
        Assert.Empty(builder.Sent);
    }

    [Theory]
    [InlineData("http://api.partnercenter.microsoft.com")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("https://user:secret@gateway.contoso.com/")]
    [InlineData("http://user:secret@127.0.0.1/")]
    [InlineData("https://gateway.contoso.com/?a=b")]
    [InlineData("https://gateway.contoso.com/#secret")]
    public void An_endpoint_that_would_give_the_token_away_is_refused(string endpoint)
    {
        var builder = new ClientBuilder(Answer(200)) { Options = new PartnerCenterOptions { Endpoint = new Uri(endpoint) } };

        var error = Assert.Throws<ArgumentException>(builder.Build);

        Assert.Contains("https address, or http on this machine", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5199")]
    [InlineData("http://localhost:5199/")]
    [InlineData("http://[::1]:5199/")]
    public async Task Plain_http_on_loopback_is_fine(string endpoint)
    {
        var builder = new ClientBuilder(Answer(200, "[]")) { Options = new PartnerCenterOptions { Endpoint = new Uri(endpoint) } };

        await builder.RunAsync(client => client.GetValidationCodesAsync());

        Assert.StartsWith(endpoint.TrimEnd('/'), builder.Sent[0].Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_named()
    {
        Assert.All(
            new[]
            {
                new PartnerCenterOptions { MaxAttempts = 0 },
                new PartnerCenterOptions { AttemptTimeout = TimeSpan.Zero },
                new PartnerCenterOptions { TotalTimeout = TimeSpan.FromDays(30) },
                new PartnerCenterOptions { RetryBaseDelay = TimeSpan.FromSeconds(-1) },
                new PartnerCenterOptions { MaxResponseBytes = 0 },
                new PartnerCenterOptions { MaxConnections = 0 },
                new PartnerCenterOptions { ApplicationName = "a\r\nX-Evil: b" },
                new PartnerCenterOptions { Locale = "" },
            },
            options => Assert.Contains("cannot be used", Assert.Throws<ArgumentException>(new ClientBuilder(Answer(200)) { Options = options }.Build).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_transport_that_was_given_outlives_the_client()
    {
        var builder = new ClientBuilder(Answer(200));

        builder.Build().Dispose();

        Assert.False(builder.Transport.IsDisposed);
    }
}
