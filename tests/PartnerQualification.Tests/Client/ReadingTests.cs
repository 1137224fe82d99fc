using System.Text;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class ReadingTests
{
    [Fact]
    public async Task Approved_with_trailing_comma()
    {
        var read = Assert.Single(await ReadAsync(ClientBuilder.Payload("get-approved-200.txt")));

        Assert.Equal(("Education", "Approved", null, null), (read.Qualification, read.VettingStatus, read.VettingReason, read.VettingCreatedDate));
        Assert.True(read.IsDecided);
        Assert.Equal(ClientBuilder.Customer, read.CustomerId);
    }

    [Fact]
    public async Task Denied_with_comments_and_a_reason()
    {
        var read = Assert.Single(await ReadAsync(ClientBuilder.Payload("get-denied-200.txt")));

        Assert.Equal(("Denied", "Not an Education Customer"), (read.VettingStatus, read.VettingReason));
        Assert.Equal(new DateTimeOffset(2020, 12, 3, 10, 37, 38, 885, TimeSpan.Zero), read.VettingCreatedDate);
        Assert.Equal(TimeSpan.Zero, read.VettingCreatedDate!.Value.Offset);
        Assert.Equal("2020-12-03T10:37:38.885Z", read.VettingCreatedDateText);
    }

    [Fact]
    public async Task In_review_is_undecided()
    {
        var read = Assert.Single(await ReadAsync(ClientBuilder.Payload("get-in-review-200.txt")));

        Assert.Equal("InReview", read.VettingStatus);
        Assert.False(read.IsDecided);
    }

    [Fact]
    public async Task Several_with_the_other_spelling_of_the_date_and_without_review()
    {
        var read = await ReadAsync(ClientBuilder.Payload("get-gcc-and-state-owned-200.txt"));

        Assert.Equal(["GovernmentCommunityCloud", "StateOwnedEntity"], read.Select(item => item.Qualification), StringComparer.Ordinal);
        Assert.Equal(new DateTimeOffset(2021, 5, 6, 19, 59, 56, TimeSpan.Zero).AddTicks(6832021), read[0].VettingCreatedDate);
        Assert.Null(read[1].VettingStatus);
    }

    [Fact]
    public async Task What_was_set_comes_back_with_its_ids()
    {
        var call = new TrackedCall();
        var builder = new ClientBuilder(Answer(201, ClientBuilder.Payload("set-education-201.txt")));

        var set = await builder.RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal(("Education", "InReview"), (set.Qualification, set.VettingStatus));
        Assert.Equal(new DateTimeOffset(2020, 12, 4, 20, 54, 24, TimeSpan.Zero), set.VettingCreatedDate);
        Assert.Equal((call.RequestId, call.CorrelationId), (set.RequestId, set.CorrelationId));
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task Codes_with_all_their_members()
    {
        var codes = await new ClientBuilder(Answer(200, ClientBuilder.Payload("get-validations-200.txt"))).RunAsync(client => client.GetValidationCodesAsync());

        Assert.Equal(2, codes.Count);
        Assert.Equal(
            new ValidationCode
            {
                ValidationId = "12345",
                PartnerId = "9daaeb1c-4195-4db5-9f1d-509eb70c8c2d",
                OrganizationName = "Contoso, Inc.",
                MaxCreates = 5,
                RemainingCreates = 4,
                ETag = "W/\"datetime'2018-10-10T18%3A49%3A58.727348Z'\"",
            },
            codes[0]);
    }

    [Fact]
    public async Task A_page_of_customers()
    {
        var page = await new ClientBuilder(Answer(200, ClientBuilder.Payload("get-customers-page-200.txt"))).RunAsync(client => client.GetCustomersAsync(new CustomerQuery { PageSize = 1 }));

        Assert.Equal(2, page.TotalCount);
        Assert.Equal(new Customer("b44bb1fb-c595-45b0-9e09-d657365580bf", "Fabrikam School", "fabrikam.onmicrosoft.com") { Relationship = "reseller" }, Assert.Single(page.Customers));
        Assert.EndsWith("eyJwYWdlIjoyfQ==", page.ContinuationToken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get-approved-200.txt")]
    [InlineData("get-denied-200.txt")]
    [InlineData("get-in-review-200.txt")]
    [InlineData("get-gcc-and-state-owned-200.txt")]
    public async Task A_byte_order_mark_changes_nothing(string payload)
    {
        var text = ClientBuilder.Payload(payload);
        var plain = await ReadAsync(text);

        Assert.Equal(plain.Select(Content), (await ReadBytesAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)])).Select(Content));
        Assert.Equal(plain.Select(Content), (await ReadBytesAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)])).Select(Content));
        Assert.Equal(plain.Select(Content), (await ReadBytesAsync([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)])).Select(Content));
    }

    [Theory]
    [InlineData("""[{"Qualification":"Education","VettingStatus":"Approved","VettingCreatedDate":"2020-12-04T20:54:24Z"}]""")]
    [InlineData("""[{"QUALIFICATION":"Education","vettingstatus":"Approved","VettingCreateDate":"2020-12-04T20:54:24Z"}]""")]
    [InlineData("""{"qualification":"Education","vettingStatus":"Approved","vettingCreateDate":"2020-12-04T20:54:24Z"}""")]
    [InlineData("""[{"qualification":1,"vettingStatus":"Approved","vettingCreatedDate":"2020-12-04T22:54:24+02:00"},null]""")]
    [InlineData("""/* first */ [{“qualification”:“Education”,"vettingStatus":"Approved","vettingCreatedDate":"12/04/2020: 20:54:24"}]""")]
    [InlineData("""  {"qualification":"Education",/* which */"vettingStatus":"Approved","vettingCreatedDate":" 2020-12-04T20:54:24Z ",}  """)]
    public async Task Every_way_of_writing_it_reads_the_same(string body)
    {
        var read = Assert.Single(await ReadAsync(body));

        Assert.Equal(("Education", "Approved"), (read.Qualification, read.VettingStatus));
        Assert.Equal(new DateTimeOffset(2020, 12, 4, 20, 54, 24, TimeSpan.Zero), read.VettingCreatedDate);
    }

    [Theory]
    [InlineData("2020-12-04T20:54:24Z", "2020-12-04T20:54:24Z")]
    [InlineData("2021-05-06T19:59:56.6832021+00:00", "2021-05-06T19:59:56.6832021Z")]
    [InlineData("07/09/2020: 00:00:00", "2020-07-09T00:00:00Z")]
    [InlineData("2020-12-04T20:54:24", "2020-12-04T20:54:24Z")]
    public async Task Dates_are_read_in_every_format_seen(string text, string expected)
    {
        var read = Assert.Single(await ReadAsync($$"""[{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"{{text}}"}]"""));

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), read.VettingCreatedDate);
        Assert.Equal(expected, read.VettingCreatedDateText);
    }

    [Theory]
    [InlineData("\"the day before yesterday\"", "the day before yesterday")]
    [InlineData("\"31/31/2020: 00:00:00\"", "31/31/2020: 00:00:00")]
    [InlineData("1607115264", "1607115264")]
    public async Task A_date_that_cannot_be_read_keeps_its_text_and_loses_nothing(string json, string text)
    {
        var read = Assert.Single(await ReadAsync($$"""[{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":{{json}}}]"""));

        Assert.Null(read.VettingCreatedDate);
        Assert.Equal(text, read.VettingCreatedDateText);
        Assert.Equal("InReview", read.VettingStatus);
    }

    [Fact]
    public async Task Unknown_values_and_members_survive()
    {
        var read = Assert.Single(await ReadAsync("""[{"qualification":"Lighthouse","vettingStatus":"OnHold","vettingReason":7,"reviewer":{"name":"Ö"},"score":1.50}]"""));

        Assert.Equal(("Lighthouse", "OnHold", "7"), (read.Qualification, read.VettingStatus, read.VettingReason));
        Assert.False(read.IsDecided);
        Assert.Equal("""{"reviewer":{"name":"Ö"},"score":1.50}""", read.AdditionalData);
    }

    [Fact]
    public async Task Text_that_comes_as_something_else_keeps_its_json()
    {
        var read = Assert.Single(await ReadAsync("""[{"qualification":"Education","vettingReason":{"code":1},"vettingStatus":true}]"""));

        Assert.Equal(("""{"code":1}""", "true"), (read.VettingReason, read.VettingStatus));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ] \r\n")]
    [InlineData("\uFEFF[]")]
    public async Task An_empty_list_is_no_qualification(string body) => Assert.Empty(await ReadAsync(body));

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n")]
    [InlineData("null")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF null ")]
    [InlineData("[null]")]
    [InlineData("{}")]
    public async Task An_answer_without_a_list_is_unexpected_and_not_a_customer_without_qualifications(string body)
    {
        var answer = Answer(200, body);

        var qualifications = await new ClientBuilder(answer).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));
        var codes = await new ClientBuilder(answer).FailAsync(client => client.GetValidationCodesAsync());
        var customers = await new ClientBuilder(answer).FailAsync(client => client.GetCustomersAsync());

        Assert.All([qualifications, codes, customers], error => Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind));
    }

    [Fact]
    public async Task An_empty_answer_is_called_empty()
    {
        var error = await new ClientBuilder(Answer(204)).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Contains($"qualifications of customer {ClientBuilder.Customer} is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("Status 204", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"totalCount":0}""", true)]
    [InlineData("""{"totalCount":0,"items":null}""", true)]
    [InlineData("""{"totalCount":0,"items":[]}""", true)]
    [InlineData("""{"totalCount":2}""", false)]
    [InlineData("""{"error":{"code":"x","message":"y"}}""", false)]
    public async Task A_page_without_customers_is_one_only_where_it_says_so(string body, bool isPage)
    {
        var builder = new ClientBuilder(Answer(200, body));

        if (isPage) Assert.Empty((await builder.RunAsync(client => client.GetCustomersAsync())).Customers);
        else Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, (await builder.FailAsync(client => client.GetCustomersAsync())).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_empty_yes_is_what_was_asked_for(string body)
    {
        var set = await new ClientBuilder(Answer(200, body)).RunAsync(client => client.SetQualificationAsync(ClientBuilder.Government));

        Assert.Equal(("GovernmentCommunityCloud", null, ClientBuilder.Customer), (set.Qualification, set.VettingStatus, set.CustomerId));
    }

    [Fact]
    public async Task Of_several_answers_the_one_that_was_asked_for_counts()
    {
        const string Body = """[{"qualification":"StateOwnedEntity"},{"qualification":"Education","vettingStatus":"InReview"}]""";

        var set = await new ClientBuilder(Answer(200, Body)).RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal("InReview", set.VettingStatus);
    }

    [Theory]
    [InlineData("""{"validationId":12345,"maxCreates":"5","remainingCreates":4.0,"partnerId":99}""", "12345", 5, 4)]
    [InlineData("""[{"ValidationId":"12345","MaxCreates":null,"RemainingCreates":""}]""", "12345", null, null)]
    [InlineData("""[{"validationId":"007","maxCreates":[1],"remainingCreates":99999999999}]""", "007", null, null)]
    public async Task Codes_and_counts_are_read_as_text_or_number(string body, string id, int? most, int? remaining)
    {
        var code = Assert.Single(await new ClientBuilder(Answer(200, body)).RunAsync(client => client.GetValidationCodesAsync()));

        Assert.Equal((id, most, remaining), (code.ValidationId, code.MaxCreates, code.RemainingCreates));
    }

    [Fact]
    public async Task Customers_without_a_profile_and_with_other_letters_are_read()
    {
        const string Body = """{"TotalCount":"3","Items":[{"Id":"C0000000-0000-4000-8000-000000000002"},{"companyProfile":{"tenantId":"c0000000-0000-4000-8000-000000000003","companyName":""}},null,{}],"links":{"next":null}}""";

        var page = await new ClientBuilder(Answer(200, Body)).RunAsync(client => client.GetCustomersAsync());

        Assert.Equal(3, page.TotalCount);
        Assert.Equal([new Customer("c0000000-0000-4000-8000-000000000002", null, null), new Customer("c0000000-0000-4000-8000-000000000003", null, null)], page.Customers);
        Assert.Null(page.ContinuationToken);
    }

    [Theory]
    [InlineData("<html><head><title>Sign in</title><script>var a = 1;</script></head><body>to the <b>network</b></body></html>", "Sign in to the network")]
    [InlineData("""[{"qualification":"Education" """, "[{\"qualification\":\"Education\"")]
    [InlineData("""[{"vettingStatus":"Approved"}]""", "[{\"vettingStatus\":\"Approved\"}]")]
    [InlineData("Customer\u001b[31m tagging\u0000 denied", "Customer[31m tagging denied")]
    public async Task A_body_that_cannot_be_read_shows_its_beginning_and_no_parser_message(string body, string shown)
    {
        var error = await new ClientBuilder(Answer(200, body)).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains($"it begins with: '{shown}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(ClientBuilder.Customer, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("JSON", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task Not_more_than_two_hundred_characters_of_it_are_shown()
    {
        var error = await new ClientBuilder(Answer(200, new string('x', 5000))).FailAsync(client => client.GetValidationCodesAsync());

        Assert.Contains($"'{new string('x', 200)}…'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_yes_to_a_request_says_that_it_took_effect()
    {
        var call = new TrackedCall();

        var error = await new ClientBuilder(Answer(201, "OK!")).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains("has taken effect", error.Message, StringComparison.Ordinal);
        Assert.Contains("'OK!'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(error.Remedy, error.Message, StringComparison.Ordinal);
        Assert.True(error.OutcomeIsKnown);
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task Nesting_without_end_is_unreadable_and_nothing_worse()
    {
        var error = await new ClientBuilder(Answer(200, new string('[', 100_000))).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
    }

    private static Task<IReadOnlyList<CustomerQualification>> ReadAsync(string body) => ReadBytesAsync(Encoding.UTF8.GetBytes(body));

    private static Task<IReadOnlyList<CustomerQualification>> ReadBytesAsync(byte[] body) =>
        new ClientBuilder(AnswerBytes(200, body)).RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

    private static CustomerQualification Content(CustomerQualification read) => read with { RequestId = null, CorrelationId = null };
}
