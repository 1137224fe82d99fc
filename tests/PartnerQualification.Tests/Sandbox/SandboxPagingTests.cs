using System.Text.Json;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

public sealed class SandboxPagingTests : SandboxFixture
{
    [Theory]
    [InlineData("?size=500", 20)]
    [InlineData("?size=300", 34)]
    [InlineData("", 20)]
    [InlineData("?size=9999", 20)]
    public async Task Ten_thousand_customers_come_page_by_page_each_once_and_in_order(string query, int pages)
    {
        var caller = Open(new SandboxOptions { CustomerCount = 10_000 });
        List<string> ids = [];

        var page = (await caller.GetAsync($"/v1/customers{query}")).Json;
        var read = 1;
        for (; Collect(page, ids) is { } token; read++)
        {
            page = (await caller.GetAsync("/v1/customers?seekOperation=Next", ("MS-ContinuationToken", token))).Json;
        }

        Assert.Equal(pages, read);
        Assert.Equal(10_000, page.GetProperty("totalCount").GetInt32());
        Assert.Equal(Enumerable.Range(1, 10_000).Select(RawCaller.Customer).ToArray(), ids.ToArray());
    }

    [Fact]
    public async Task Customer_has_the_members_of_the_facts_sheet()
    {
        var customer = (await Open().GetAsync("/v1/customers?size=1")).Json.GetProperty("items")[0];

        Assert.Equal(First, customer.GetProperty("id").GetString());
        Assert.Equal(First, customer.GetProperty("companyProfile").GetProperty("tenantId").GetString());
        Assert.Equal("Contoso School 1", customer.GetProperty("companyProfile").GetProperty("companyName").GetString());
        Assert.Equal("contososchool1.onmicrosoft.com", customer.GetProperty("companyProfile").GetProperty("domain").GetString());
        Assert.Equal("reseller", customer.GetProperty("relationshipToPartner").GetString());
    }

    [Fact]
    public async Task Sandbox_without_customers_has_one_empty_page()
    {
        var page = (await Open(new SandboxOptions { CustomerCount = 0 }).GetAsync("/v1/customers")).Json;

        Assert.Equal(0, page.GetProperty("totalCount").GetInt32());
        Assert.Null(Collect(page, []));
    }

    [Theory]
    [InlineData("?size=0", null, "size")]
    [InlineData("?size=many", null, "size")]
    [InlineData("?seekOperation=Next", null, "MS-ContinuationToken")]
    [InlineData("?seekOperation=Next", "not ours", "MS-ContinuationToken")]
    [InlineData("?seekOperation=Next", "OTk5OTkvMQ==", "MS-ContinuationToken")]
    [InlineData("?seekOperation=Back", "MS8x", "seekOperation")]
    [InlineData("", "MS8x", "seekOperation")]
    public async Task Page_that_is_asked_for_wrongly_is_refused(string query, string? token, string property)
    {
        (string, string)[] headers = token is null ? [] : [("MS-ContinuationToken", token)];

        var answer = await Open().GetAsync($"/v1/customers{query}", headers);

        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal([property], answer.Data);
    }

    private static string? Collect(JsonElement page, List<string> ids)
    {
        ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
        return page.GetProperty("links").TryGetProperty("next", out var next)
            ? next.GetProperty("headers")[0].GetProperty("value").GetString()
            : null;
    }
}
