using System.Text.Json;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>A customer's profile, and the state of its account.</summary>
public sealed class SandboxProfileTests : SandboxFixture
{
    private const string UnderReview = "e0000000-0000-4000-8000-000000000001";

    private const string NotAllowed = "e0000000-0000-4000-8000-000000000002";

    private const string Unknown = "e0000000-0000-4000-8000-000000000003";

    [Fact]
    public async Task A_customer_has_every_member_of_the_documented_one()
    {
        var answer = await Open().GetAsync($"/v1/customers/{First}");

        var documented = ClientBuilder.Payload("get-customer-200.txt");
        Assert.Equal(Members(JsonElement.Parse(documented)), Members(answer.Json));
        Assert.Equal("Contoso School 1", answer.Json.GetProperty("companyProfile").GetProperty("companyName").GetString());
    }

    [Theory]
    [InlineData(13, "contoso.university.13@gmail.com", "98052", "13 School Street", "4255550100", "Vance")]
    [InlineData(14, "school14@outlook.com", "98052", "14 School Street", "4255550100", "Vance")]
    [InlineData(15, "office@contosomuseum15.onmicrosoft.com", "98052", "15 School Street", "4255550100", "Vance")]
    [InlineData(16, "office@fabrikamschool16.example", null, "16 School Street", "4255550100", "Vance")]
    [InlineData(17, "office@tailwinduniversity17.example", "98052", null, "4255550100", "Vance")]
    [InlineData(18, "office@woodgrovelibrary18.example", "98052", "18 School Street", null, "Vance")]
    [InlineData(19, "office@northwindacademy19.example", "98052", "19 School Street", "4255550100", null)]
    [InlineData(20, null, "98052", "20 School Street", "4255550100", "Vance")]
    [InlineData(12, "office@northwinduniversity12.example", "98052", "12 School Street", "4255550100", "Vance")]
    [InlineData(23, "office@fabrikamlibrary23.example", "98052", "23 School Street", "4255550100", "Vance")]
    public async Task The_client_reads_the_profile_that_the_page_lists(int number, string? email, string? postalCode, string? street, string? phone, string? lastName)
    {
        var client = ConnectClient(OpenSandbox());

        var profile = await client.GetCustomerAsync(Customer(number), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((email, postalCode, street, phone, lastName), (profile.Email, profile.Address!.PostalCode, profile.Address.AddressLine1, profile.Address.PhoneNumber, profile.LastName));
        Assert.Equal(("US", "WA", "Redmond"), (profile.Address.Country, profile.Address.Region, profile.Address.City));
        Assert.Equal("WA", profile.BillingAddress!.Region);
    }

    [Theory]
    [InlineData(First, "Allowed")]
    [InlineData("c0000000-0000-4000-8000-000000000015", "NotReady")]
    [InlineData("c0000000-0000-4000-8000-000000000016", null)]
    [InlineData("c0000000-0000-4000-8000-000000000017", "Allowed")]
    [InlineData(UnderReview, "UnderReview")]
    [InlineData(NotAllowed, "NotAllowed")]
    [InlineData(Unknown, "Unknown")]
    public async Task The_client_reads_the_account_that_the_page_lists(string customer, string? status)
    {
        var client = ConnectClient(OpenSandbox());

        Assert.Equal(status, (await client.GetCustomerAccountAsync(customer, cancellationToken: TestContext.Current.CancellationToken))?.Status);
    }

    [Fact]
    public async Task An_account_and_the_lack_of_one_are_written_as_documented()
    {
        var caller = Open();

        Assert.Equal("""{"type":"account","status":"Not Ready","lastUpdateDateTime":"2021-07-14T18:02:00"}""", (await caller.GetAsync(Account(Customer(21)))).Text);
        var none = await caller.GetAsync(Account(Customer(22)));
        var documented = JsonElement.Parse(ClientBuilder.Payload("get-account-404.txt").Replace("{customer-id}", Customer(22), StringComparison.Ordinal));
        Assert.Equal(404, none.Status);
        Assert.True(JsonElement.DeepEquals(documented, none.Json));
    }

    [Theory]
    [InlineData(UnderReview, "800073")]
    [InlineData(NotAllowed, "800075")]
    public async Task A_request_for_an_account_that_is_not_approved_is_refused_and_recorded(string customer, string code)
    {
        var caller = Open();

        var answer = await caller.SetAsync(Education, customer);

        Assert.Equal((403, code), (answer.Status, answer.Code));
        Assert.Equal("[]", (await caller.GetAsync(Path(customer))).Text);
        Assert.Equal("failed", Assert.Single((await caller.GetAsync("/v1/auditrecords")).Json.GetProperty("items").EnumerateArray()).GetProperty("operationStatus").GetString());
    }

    [Fact]
    public async Task What_is_unknown_not_ready_or_missing_blocks_nothing()
    {
        var caller = Open();

        foreach (var customer in new[] { Unknown, Customer(21), Customer(22) }) Assert.Equal(201, (await caller.SetAsync(Education, customer)).Status);
    }

    [Fact]
    public async Task An_application_alone_reads_profiles_and_no_accounts()
    {
        var caller = Open(kind: SandboxTokenKind.App);

        Assert.Equal(200, (await caller.GetAsync($"/v1/customers/{First}")).Status);
        var account = await caller.GetAsync(Account(First));
        Assert.Equal((403, "900329"), (account.Status, account.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?type=")]
    [InlineData("?type=user")]
    public async Task Only_accounts_have_a_state(string query)
    {
        var answer = await Open().GetAsync($"/v1/customers/{First}/validationStatus{query}");

        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal(["type"], answer.Data);
    }

    [Theory]
    [InlineData("d0000000-0000-4000-8000-000000000001", 403, "20002")]
    [InlineData("c0000000-0000-4000-8000-0000000003e7", 404, "1000")]
    [InlineData("e0000000-0000-4000-8000-000000000004", 404, "1000")]
    [InlineData("e0000000-0000-4000-8000-000000000000", 404, "1000")]
    [InlineData("all", 400, "900118")]
    public async Task A_customer_that_is_not_the_partners_has_neither(string customer, int status, string code)
    {
        var caller = Open();
        var profile = await caller.GetAsync($"/v1/customers/{customer}");
        var account = await caller.GetAsync(Account(customer));

        Assert.Equal((status, code), (profile.Status, profile.Code));
        Assert.Equal((status, code), (account.Status, account.Code));
    }

    private static string Account(string customer) => $"/v1/customers/{customer}/validationStatus?type=account";

    private static string[] Members(JsonElement json, string path = "") =>
        json.ValueKind == JsonValueKind.Object
            ? [.. json.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}/{member.Name}")).Order(StringComparer.Ordinal)]
            : [path];
}
