using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

/// <summary>Reading activity records: what is asked, and what is made of the answer.</summary>
public sealed class ActivityTests
{
    private static readonly ActivityPeriod September = new(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 9, 30, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Record_of_a_qualification_with_all_that_the_service_wrote()
    {
        var page = await ReadAsync(ClientBuilder.Payload("get-auditrecords-200.txt"));

        Assert.Equal((2, 2, null), (page.TotalCount, page.Records.Count, page.ContinuationToken));
        var record = page.Records[0];
        Assert.Equal(
            new ActivityRecord
            {
                Id = "5b9a7a2f9d0b_update_customer_qualification",
                OperationDate = new DateTimeOffset(2026, 9, 2, 17, 34, 12, TimeSpan.Zero).AddTicks(8069005),
                UserPrincipalName = "admin@domain.onmicrosoft.com",
                ApplicationId = "4990cffe-04e8-4e8b-808a-1175604b879f",
                CustomerId = "86bddccf-9a53-40c6-907c-08067a3f8da7",
                CompanyName = "Relecloud",
                ResourceType = "customer",
                OperationType = ActivityOperations.UpdateCustomerQualification,
                OperationStatus = ActivityStatuses.Succeeded,
                NewValue = """{"Qualification":"Education"}""",
                CorrelationId = "7550d9ea-e64a-416f-e49b-3670c516cf69",
                AdditionalData = record.AdditionalData,
            },
            record);
        Assert.Contains("relecloud.onmicrosoft.com", record.AdditionalData!, StringComparison.Ordinal);
        Assert.Equal("2026-09-02T17:34:12.8069005Z", record.OperationDateText);
        Assert.Equal(("add_customer", null, null, null), (page.Records[1].OperationType, page.Records[1].Id, page.Records[1].ApplicationId, page.Records[1].CorrelationId));
    }

    [Theory]
    [InlineData("""{ "operationDate": "the other day", "operationStatus": "succeeded" }""", "the other day")]
    [InlineData("""{ "operationDate": 20260902, "operationStatus": "succeeded" }""", "20260902")]
    [InlineData("""{ "operationStatus": "succeeded" }""", null)]
    public async Task Date_that_cannot_be_read_does_not_lose_the_record(string record, string? text)
    {
        var read = Assert.Single((await ReadAsync($$"""{ "items": [{{record}}, null] }""")).Records);

        Assert.Equal((null, text, "succeeded"), (read.OperationDate, read.OperationDateText, read.OperationStatus));
    }

    [Fact]
    public async Task Values_keep_the_form_that_the_service_gave_them()
    {
        var read = Assert.Single((await ReadAsync("""{ "items": [ { "resourceOldValue": null, "resourceNewValue": { "qualification": "Education" }, "originalCorrelationId": "7550D9EAE64A416FE49B3670C516CF69", "customerId": "not a guid" } ] }""")).Records);

        Assert.Equal((null, """{ "qualification": "Education" }"""), (read.OldValue, read.NewValue));
        Assert.Equal(("7550d9ea-e64a-416f-e49b-3670c516cf69", "not a guid"), (read.CorrelationId, read.CustomerId));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "totalCount": 3 }""")]
    [InlineData("<html>")]
    public async Task Answer_without_a_list_is_an_unexpected_response(string body)
    {
        var error = await new ClientBuilder(Answer(200, body)).FailAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September)));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains("the request to read the partner's activity records", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_records_are_an_empty_page() => Assert.Empty((await ReadAsync("""{ "totalCount": 0 }""")).Records);

    [Fact]
    public async Task Days_and_an_encoded_filter_are_asked_for()
    {
        var builder = new ClientBuilder(Answer(200, """{ "items": [] }"""));

        await builder.RunAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September) { CustomerId = ClientBuilder.Customer.ToUpperInvariant() }));

        var sent = Assert.Single(builder.Sent);
        Assert.Equal("GET", sent.Method);
        Assert.Equal(
            "https://api.partnercenter.microsoft.com/v1/auditrecords?startDate=2026-09-01&endDate=2026-09-30&filter=%7B%22Field%22%3A%22CustomerId%22%2C%22Value%22%3A%22c0000000-0000-4000-8000-000000000001%22%2C%22Operator%22%3A%22equals%22%7D",
            sent.Address);
    }

    [Fact]
    public async Task Next_page_has_the_token_the_same_days_and_the_same_filter()
    {
        var builder = new ClientBuilder(Answer(200, """{ "items": [], "links": { "next": { "uri": "/auditrecords?elsewhere", "headers": [ { "key": "MS-ContinuationToken", "value": "token" } ] } } }"""));

        var page = await builder.RunAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September) { CustomerId = ClientBuilder.Customer }));
        await builder.RunAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September) { CustomerId = ClientBuilder.Customer, ContinuationToken = page.ContinuationToken }));

        Assert.Equal(builder.Sent[0].Address + "&seekOperation=Next", builder.Sent[1].Address);
        Assert.Equal("token", builder.Sent[1].Headers["MS-ContinuationToken"]);
        Assert.False(builder.Sent[0].Headers.ContainsKey("MS-ContinuationToken"));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_before_anything_is_sent()
    {
        var builder = new ClientBuilder(Answer(200, """{ "items": [] }"""));
        var tooLong = new ActivityPeriod(September.First, September.Last.AddDays(1));

        await Assert.ThrowsAsync<ArgumentException>(() => builder.RunAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(tooLong))));
        await Assert.ThrowsAsync<ArgumentException>(() => builder.RunAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September) { ContinuationToken = "two\nlines" })));
        await Assert.ThrowsAsync<ArgumentException>("query", () => builder.RunAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September) { CustomerId = "no id" })));

        Assert.Empty(builder.Sent);
    }

    [Fact]
    public async Task Records_that_are_not_there_are_no_matter_of_a_customer()
    {
        var error = await new ClientBuilder(Answer(404, """{ "statusCode": 404, "message": "Resource not found." }""")).FailAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September) { CustomerId = ClientBuilder.Customer }));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains($"the request to read the activity records of customer {ClientBuilder.Customer}", error.Message, StringComparison.Ordinal);
    }

    private static Task<ActivityPage> ReadAsync(string body) => new ClientBuilder(Answer(200, body)).RunAsync(client => client.GetActivityRecordsAsync(new ActivityQuery(September)));
}
