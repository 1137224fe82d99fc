using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

/// <summary>Finding customers, and reading one with its profile and the state of its account.</summary>
public sealed class CustomerTests
{
    private const string Documented = "eebd1b55-5360-4438-a11d-5c06918c3014";

    private const string Root = "https://api.partnercenter.microsoft.com/v1/customers";

    private const string Page = """{ "totalCount": 2, "items": [], "links": { "next": { "uri": "/customers?size=20&seekOperation=Next", "headers": [ { "key": "MS-ContinuationToken", "value": "token" } ] } } }""";

    [Theory]
    [InlineData(CustomerField.CompanyName, "Côte & \"d'Azur\"", "%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22C%5Cu00F4te%20%5Cu0026%20%5Cu0022d%5Cu0027Azur%5Cu0022%22%2C%22Operator%22%3A%22starts_with%22%7D")]
    [InlineData(CustomerField.Domain, "cont", "%7B%22Field%22%3A%22Domain%22%2C%22Value%22%3A%22cont%22%2C%22Operator%22%3A%22starts_with%22%7D")]
    public async Task A_filter_is_sent_with_every_page(CustomerField field, string value, string encoded)
    {
        var builder = new ClientBuilder(Answer(200, Page), Answer(200, Page));
        var filter = new CustomerFilter(field, value);

        var first = await builder.RunAsync(client => client.GetCustomersAsync(new CustomerQuery { PageSize = 20, Filter = filter }));
        await builder.RunAsync(client => client.GetCustomersAsync(new CustomerQuery { ContinuationToken = first.ContinuationToken, Filter = filter }));

        Assert.Equal([$"{Root}?size=20&filter={encoded}", $"{Root}?size=20&seekOperation=Next&filter={encoded}"], builder.Sent.Select(sent => sent.Address), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_filter_without_a_value_is_refused_before_anything_is_sent()
    {
        var builder = new ClientBuilder();

        await Assert.ThrowsAsync<ArgumentException>("query", () => builder.RunAsync(client => client.GetCustomersAsync(new CustomerQuery { Filter = new CustomerFilter(CustomerField.Domain, " ") })));

        Assert.Empty(builder.Sent);
    }

    [Fact]
    public async Task A_customer_has_the_profile_that_a_review_judges()
    {
        var builder = new ClientBuilder(Answer(200, ClientBuilder.Payload("get-customer-200.txt")));

        var customer = await builder.RunAsync(client => client.GetCustomerAsync(Documented.ToUpperInvariant()));

        Assert.Equal($"{Root}/{Documented}", Assert.Single(builder.Sent).Address);
        Assert.Equal(
            new CustomerProfile
            {
                CustomerId = Documented,
                CompanyName = "1kl as kjk",
                Domain = "abcdefgh1234.ccsctp.net",
                Relationship = "reseller",
                Email = "a@a.com",
                Address = new CustomerAddress { Country = "US", Region = "wa", City = "redmond", AddressLine1 = "1 ms way", PostalCode = "98052", PhoneNumber = "1234567890" },
                FirstName = "1kl as",
                LastName = "kjk",
                BillingEmail = "a@a.com",
                BillingAddress = new CustomerAddress { Country = "US", Region = "WA", City = "redmond", AddressLine1 = "1 ms way", PostalCode = "98052", PhoneNumber = "1234567890" },
            },
            customer);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "id": "c0000000-0000-4000-8000-000000000002" }""")]
    [InlineData("null")]
    public async Task What_is_not_that_customer_is_no_answer(string body)
    {
        var error = await new ClientBuilder(Answer(200, body)).FailAsync(client => client.GetCustomerAsync(Documented));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains($"to read the profile of customer {Documented}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get-account-allowed-200.txt", "Allowed")]
    [InlineData("get-account-not-ready-200.txt", "NotReady")]
    public async Task An_account_has_its_state(string payload, string status)
    {
        var builder = new ClientBuilder(Answer(200, ClientBuilder.Payload(payload)));

        var account = await builder.RunAsync(client => client.GetCustomerAccountAsync(Documented));

        Assert.Equal($"{Root}/{Documented}/validationStatus?type=account", Assert.Single(builder.Sent).Address);
        Assert.Equal(new CustomerAccount { CustomerId = Documented, Status = status, LastUpdated = new DateTimeOffset(2021, 7, 14, 18, 2, 0, TimeSpan.Zero) }, account);
    }

    [Fact]
    public async Task A_state_that_nobody_knows_is_kept()
    {
        var account = await new ClientBuilder(Answer(200, """{ "status": "Paused" }""")).RunAsync(client => client.GetCustomerAccountAsync(Documented));

        Assert.Equal(new CustomerAccount { CustomerId = Documented, Status = "Paused" }, account);
    }

    [Fact]
    public async Task No_account_state_is_nothing_and_no_customer_is_an_error()
    {
        Assert.Null(await new ClientBuilder(Answer(404, ClientBuilder.Payload("get-account-404.txt"))).RunAsync(client => client.GetCustomerAccountAsync(Documented)));

        var error = await new ClientBuilder(Answer(404, """{ "code": 1000, "description": "No" }""")).FailAsync(client => client.GetCustomerAccountAsync(Documented));
        Assert.Equal((PartnerCenterErrorKind.CustomerNotFound, (string?)Documented), (error.Kind, error.CustomerId));
        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, (await new ClientBuilder(Answer(200, "{}")).FailAsync(client => client.GetCustomerAccountAsync(Documented))).Kind);
    }
}
