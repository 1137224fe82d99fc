using System.Globalization;
using System.Text.Json;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>Customers are found by the beginning of their name or domain.</summary>
public sealed class SandboxFilterTests : SandboxFixture
{
    [Theory]
    [InlineData("CompanyName", "Contoso School 1", "1 106 141 176")]
    [InlineData("companyname", "cONTOSO sCHOOL 1", "1 106 141 176")]
    [InlineData("CompanyName", "Contoso School 141", "141")]
    [InlineData("Domain", "fabrikamuniversity2.", "2")]
    [InlineData("Domain", "FABRIKAMUNIVERSITY2.onmicrosoft.com", "2")]
    [InlineData("CompanyName", "chool", "")]
    [InlineData("CompanyName", "Zzz", "")]
    [InlineData("CompanyName", "[", "")]
    public async Task Customers_that_begin_so_are_listed_in_the_order_of_what_was_asked(string field, string value, string numbers)
    {
        var page = (await Open(new SandboxOptions { CustomerCount = 200 }).GetAsync($"/v1/customers?size=100&filter={Filter(field, value)}")).Json;

        Assert.Equal(Numbers(numbers), Ids(page));
        Assert.Equal(Numbers(numbers).Length, page.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task What_is_not_listed_is_not_found()
    {
        var page = (await Open(new SandboxOptions { CustomerCount = 3 }).GetAsync($"/v1/customers?filter={Filter("CompanyName", "")}")).Json;

        Assert.Equal(Numbers("1 2 3"), Ids(page));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_keep_the_filter_whether_or_not_it_is_sent_again(bool isRepeated)
    {
        var caller = Open(new SandboxOptions { CustomerCount = 10_000 });
        var filter = Filter("Domain", "litware");
        List<string> ids = [];

        var page = (await caller.GetAsync($"/v1/customers?size=300&filter={filter}")).Json;
        while (true)
        {
            ids.AddRange(Ids(page));
            if (!page.GetProperty("links").TryGetProperty("next", out var next)) break;
            Assert.Contains($"filter={filter}&", next.GetProperty("uri").GetString(), StringComparison.Ordinal);
            var token = next.GetProperty("headers")[0].GetProperty("value").GetString()!;
            page = (await caller.GetAsync($"/v1/customers?seekOperation=Next{(isRepeated ? $"&filter={filter}" : "")}", ("MS-ContinuationToken", token))).Json;
        }

        Assert.Equal(10_000 / 7, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(10_000 / 7, page.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Token_of_one_filter_does_not_go_with_another()
    {
        var caller = Open(new SandboxOptions { CustomerCount = 100 });
        var page = (await caller.GetAsync($"/v1/customers?size=2&filter={Filter("Domain", "litware")}")).Json;
        var token = page.GetProperty("links").GetProperty("next").GetProperty("headers")[0].GetProperty("value").GetString()!;

        var answer = await caller.GetAsync($"/v1/customers?seekOperation=Next&filter={Filter("Domain", "contoso")}", ("MS-ContinuationToken", token));

        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal(["MS-ContinuationToken"], answer.Data);
    }

    [Fact]
    public async Task A_size_of_zero_is_the_usual_size_where_a_filter_is_there()
    {
        var page = (await Open().GetAsync($"/v1/customers?size=0&filter={Filter("CompanyName", "Contoso School 1")}")).Json;

        Assert.Equal(Numbers("1"), Ids(page));
        Assert.Contains("size=500", page.GetProperty("links").GetProperty("self").GetProperty("uri").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Field":"CompanyName","Value":"x","Operator":"equals"}""", "CompanyName with equals")]
    [InlineData("""{"Field":"CompanyName","Value":"x","Operator":"substring"}""", "CompanyName with substring")]
    [InlineData("""{"Field":"IndirectReseller","Value":"x","Operator":"starts_with"}""", "IndirectReseller with starts_with")]
    [InlineData("""{"Field":"IndirectCloudSolutionProvider","Value":"x","Operator":"starts_with"}""", "IndirectCloudSolutionProvider with starts_with")]
    [InlineData("""{"Field":"CompanyName","Value":"x"}""", "Field, Value and Operator")]
    [InlineData("""{"Field":"CompanyName","Value":1,"Operator":"starts_with"}""", "Field, Value and Operator")]
    [InlineData("[]", "Field, Value and Operator")]
    [InlineData("name=x", "not valid JSON")]
    public async Task A_filter_that_is_not_known_is_refused(string filter, string words)
    {
        var answer = await Open().GetAsync($"/v1/customers?filter={Uri.EscapeDataString(filter)}");

        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal(["filter"], answer.Data);
        Assert.Contains(words, answer.Json.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_finds_customers_over_several_pages()
    {
        var client = ConnectClient(OpenSandbox(new SandboxOptions { CustomerCount = 100_000 }));
        var pages = new CustomerPages(client, filter: new CustomerFilter(CustomerField.CompanyName, "ADATUM ACADEMY 9"));
        List<Customer> found = [];

        while (pages.HasMore) found.AddRange((await pages.ReadNextAsync(cancellationToken: TestContext.Current.CancellationToken)).Customers);

        Assert.Equal(Enumerable.Range(1, 100_000).Count(IsMeant), found.Count);
        Assert.All(found, customer => Assert.StartsWith("Adatum Academy 9", customer.CompanyName, StringComparison.Ordinal));

        static bool IsMeant(int number) => number % 7 == 6 && number % 5 == 4 && number.ToString(CultureInfo.InvariantCulture)[0] == '9';
    }

    private static string Filter(string field, string value) => Uri.EscapeDataString($$"""{"Field":"{{field}}","Value":"{{value}}","Operator":"starts_with"}""");

    private static string[] Numbers(string numbers) => [.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => Customer(int.Parse(number, CultureInfo.InvariantCulture)))];

    private static string[] Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
}
