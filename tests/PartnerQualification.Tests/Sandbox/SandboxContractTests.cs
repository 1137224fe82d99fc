using System.Text;
using PartnerQualification.Sandbox;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

public sealed class SandboxContractTests : SandboxFixture
{
    [Fact]
    public async Task Education_is_created_in_review_with_the_date_as_a_POST_spells_it()
    {
        var answer = await Open().SetAsync(Education);

        Assert.Equal(201, answer.Status);
        Assert.Equal("""{"qualification":"Education","vettingStatus":"InReview","vettingCreateDate":"2026-01-01T00:00:00Z"}""", answer.Text);
    }

    [Theory]
    [InlineData("contoso.edu", "Approved")]
    [InlineData("https://www.Contoso.EDU/about?x=1", "Approved")]
    [InlineData("contoso.edu.", "Approved")]
    [InlineData("school.edu.au", "Approved")]
    [InlineData("www.ox.ac.uk", "Approved")]
    [InlineData("lincoln.k12.wa.us", "Approved")]
    [InlineData("contoso.com", "Denied")]
    [InlineData("contosoedu.com", "Denied")]
    [InlineData("edu.contoso.com", "Denied")]
    [InlineData("https://contoso.com/contoso.edu", "Denied")]
    public async Task Education_is_decided_by_the_websites_ending_when_the_review_is_over(string website, string decided)
    {
        var caller = Open(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(30) });
        await caller.SetAsync($$"""{ "qualification": "Education", "educationSegment": "HigherEducation", "website": "{{website}}" }""");

        Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("""[{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"2026-01-01T00:00:00.000Z"}]""", (await caller.GetAsync(Path(First))).Text);
        Time.Advance(TimeSpan.FromSeconds(1));
        var held = (await caller.GetAsync(Path(First))).Json[0];
        Assert.Equal(decided, held.GetProperty("vettingStatus").GetString());
        Assert.Equal(decided == "Denied", held.TryGetProperty("vettingReason", out var reason));
        if (decided == "Denied") Assert.Equal("Not an Academic Domain", reason.GetString());
    }

    [Fact]
    public async Task Education_without_a_website_is_denied()
    {
        var caller = Open(new SandboxOptions { VettingTime = TimeSpan.Zero });
        await caller.SetAsync("""{ "qualification": "Education", "educationSegment": "K12" }""");

        Assert.Equal("Denied", (await caller.GetAsync(Path(First))).Json[0].GetProperty("vettingStatus").GetString());
    }

    [Fact]
    public async Task Review_keeps_the_time_it_began_with()
    {
        var sandbox = OpenSandbox(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(10) });
        var caller = Call(sandbox);
        await caller.SetAsync(Education);
        sandbox.Dials.VettingTime = TimeSpan.FromHours(1);
        await caller.SetAsync(Education, Customer(2));
        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("Approved", (await caller.GetAsync(Path(First))).Json[0].GetProperty("vettingStatus").GetString());
        Assert.Equal("InReview", (await caller.GetAsync(Path(Customer(2)))).Json[0].GetProperty("vettingStatus").GetString());
    }

    [Fact]
    public async Task Customer_without_a_qualification_has_an_empty_list()
    {
        Assert.Equal("[]", (await Open().GetAsync(Path(First))).Text);
    }

    [Fact]
    public async Task Customer_can_hold_all_three_and_the_state_owned_entity_knows_no_review()
    {
        var caller = Open();
        await caller.SetAsync(Education);
        await caller.SetAsync(Gcc("12345"));
        await caller.SetAsync(StateOwned);

        Assert.Equal(
            """[{"qualification":"Education","vettingStatus":"InReview","vettingCreatedDate":"2026-01-01T00:00:00.000Z"},{"qualification":"GovernmentCommunityCloud","vettingStatus":"Approved","vettingCreateDate":"2026-01-01T00:00:00.0000000+00:00"},{"qualification":"StateOwnedEntity"}]""",
            (await caller.GetAsync(Path(First))).Text);
    }

    [Fact]
    public async Task Codes_are_those_of_the_facts_sheet()
    {
        var expected = File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Payloads", "get-validations-200.txt"));

        var codes = (await Open().GetAsync("/v1/customers/all/validations")).Json;

        Assert.Equal(System.Text.Json.JsonElement.Parse(expected).ToString().Replace(" ", "").Replace("\n", ""), codes.ToString().Replace(" ", ""));
    }

    [Fact]
    public async Task Code_counts_down_until_it_serves_nobody()
    {
        var caller = Open();
        for (var number = 1; number <= 4; number++) Assert.Equal(201, (await caller.SetAsync(Gcc("12345"), Customer(number))).Status);

        var refused = await caller.SetAsync(Gcc("12345"), Customer(5));

        Assert.Equal((400, "800002"), (refused.Status, refused.Code));
        Assert.Equal(["validationCode"], refused.Data);
        Assert.Contains("no remaining", refused.Text);
        var codes = (await caller.GetAsync("/v1/customers/all/validations")).Json;
        Assert.Equal(0, codes[0].GetProperty("remainingCreates").GetInt32());
        Assert.Equal(5, codes[1].GetProperty("remainingCreates").GetInt32());
    }

    [Theory]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud" }""", "?code=987654", 400)]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud", "validationCode": 987654 }""", "", 201)]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud", "validationCode": "987654" }""", "?code=987654", 201)]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud", "validationCode": "987654" }""", "?code=12345", 400)]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud", "validationCode": "1" }""", "", 400)]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud" }""", "", 400)]
    public async Task Code_belongs_in_the_body_and_may_be_in_the_query_besides(string body, string query, int status)
    {
        Assert.Equal(status, (await Open().SendAsync(HttpMethod.Post, Path(First) + query, Json(body))).Status);
    }

    [Fact]
    public async Task The_contract_of_2021_takes_a_code_from_the_query_alone()
    {
        var caller = Open(new SandboxOptions { Contract = SandboxContract.Of2021 });

        Assert.Equal(201, (await caller.SendAsync(HttpMethod.Post, Path(First) + "?code=987654", Json("""{ "qualification": "GovernmentCommunityCloud" }"""))).Status);
    }

    [Fact]
    public async Task A_pair_that_the_purchase_rules_do_not_list_is_accepted()
    {
        var caller = Open();
        await caller.SetAsync(Education);

        Assert.Equal(201, (await caller.SetAsync(Gcc("12345"))).Status);
    }

    [Theory]
    [InlineData("1", "qualification")]
    [InlineData("\"Education\"", "qualification")]
    [InlineData("[]", "qualification")]
    [InlineData("{}", "qualification")]
    [InlineData("""{ "qualification": 1 }""", "qualification")]
    [InlineData("""{ "qualification": "None" }""", "qualification")]
    [InlineData("""{ "qualification": "Nonprofit" }""", "qualification")]
    [InlineData("""{ "qualification": "education" }""", "qualification")]
    [InlineData("""{ "qualification": "Education", "educationSegment": "Kindergarten" }""", "educationSegment")]
    [InlineData("""{ "qualification": "Education", "educationSegment": "K12", "website": "not a website" }""", "website")]
    [InlineData("""{ "qualification": "Education", "educationSegment": "K12", "validationCode": "12345" }""", "validationCode")]
    [InlineData("""{ "qualification": "StateOwnedEntity", "website": "contoso.edu" }""", "website")]
    [InlineData("""{ "qualification": "StateOwnedEntity", "colour": "red" }""", "colour")]
    [InlineData("""{ "qualification": """, "body")]
    [InlineData("", "body")]
    public async Task Body_that_breaks_the_contract_is_refused_by_the_propertys_name_and_changes_nothing(string body, string property)
    {
        var caller = Open();

        var answer = await caller.SetAsync(body);

        Assert.Equal(400, answer.Status);
        Assert.True(answer.Code is "3000" or "800002", answer.Text);
        Assert.Equal([property], answer.Data);
        Assert.Equal("[]", (await caller.GetAsync(Path(First))).Text);
    }

    [Theory]
    [InlineData("""{ "qualification": "Education", "website": "contoso.edu" }""", 201, 400)]
    [InlineData("""{ "Qualification": "Education" }""", 201, 400)]
    [InlineData(Education, 201, 201)]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud", "validationCode": "12345" }""", 201, 201)]
    public async Task Contract_of_2022_is_narrower_than_the_one_of_2021(string body, int of2021, int of2022)
    {
        Assert.Equal(of2021, (await Open(new SandboxOptions { Contract = SandboxContract.Of2021 }).SetAsync(body)).Status);
        Assert.Equal(of2022, (await Open().SetAsync(body)).Status);
    }

    [Theory]
    [InlineData("d0000000-0000-4000-8000-000000000001", 403, "20002")]
    [InlineData("c0000000-0000-4000-8000-00000000001a", 404, "1000")]
    [InlineData("b44bb1fb-c595-45b0-9e09-d657365580bf", 404, "1000")]
    [InlineData("contoso", 400, "900118")]
    public async Task Customer_that_is_not_ours_is_refused_for_reading_and_setting(string customerId, int status, string code)
    {
        var caller = Open();
        foreach (var answer in new[] { await caller.GetAsync(Path(customerId)), await caller.SetAsync(StateOwned, customerId) })
        {
            Assert.Equal((status, code), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Customer_id_is_known_in_capitals()
    {
        Assert.Equal(201, (await Open().SetAsync(StateOwned, Customer(10).ToUpperInvariant())).Status);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    [InlineData(1000)]
    public async Task Customers_23_to_25_cannot_be_tagged_whatever_the_count(int count)
    {
        var caller = Open(new SandboxOptions { CustomerCount = count });
        foreach (var number in new[] { 23, 24, 25 })
        {
            foreach (var body in new[] { Education, StateOwned, Gcc("12345") })
            {
                var answer = await caller.SetAsync(body, Customer(number));
                Assert.Equal((400, "\"Customer tagging denied.\""), (answer.Status, answer.Text));
            }

            Assert.Equal("[]", (await caller.GetAsync(Path(Customer(number)))).Text);
        }
    }

    [Theory]
    [InlineData(Education, "Education", "InReview")]
    [InlineData("""{ "qualification": "GovernmentCommunityCloud", "validationCode": "12345" }""", "GovernmentCommunityCloud", "Approved")]
    [InlineData(StateOwned, "StateOwnedEntity", "held")]
    public async Task What_is_held_or_in_review_is_a_conflict_and_uses_no_code(string body, string qualification, string state)
    {
        var sandbox = OpenSandbox();
        var caller = Call(sandbox);
        await caller.SetAsync(body);
        var before = sandbox.TakeSnapshot().ValidationCodes;

        var answer = await caller.SetAsync(body);

        Assert.Equal((409, "409"), (answer.Status, answer.Code));
        Assert.Equal([qualification, state], answer.Data);
        Assert.Equal(before, sandbox.TakeSnapshot().ValidationCodes);
        Assert.Equal(1, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);
    }

    [Fact]
    public async Task What_was_approved_is_a_conflict_and_what_was_denied_can_be_asked_for_again()
    {
        var caller = Open(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(1) });
        await caller.SetAsync(Education);
        await caller.SetAsync("""{ "qualification": "Education", "educationSegment": "K12", "website": "contoso.com" }""", Customer(2));
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(409, (await caller.SetAsync(Education)).Status);
        Assert.Equal(201, (await caller.SetAsync(Education, Customer(2))).Status);
        var held = Assert.Single((await caller.GetAsync(Path(Customer(2)))).Json.EnumerateArray());
        Assert.Equal("InReview", held.GetProperty("vettingStatus").GetString());
    }

    [Fact]
    public async Task A_fourth_verification_of_a_denied_customer_is_refused_and_changes_nothing()
    {
        const string Denied = """{ "qualification": "Education", "educationSegment": "K12", "website": "contoso.com" }""";
        var sandbox = OpenSandbox(new SandboxOptions { VettingTime = TimeSpan.Zero });
        var caller = Call(sandbox);
        for (var time = 0; time < 3; time++) Assert.Equal(201, (await caller.SetAsync(Denied)).Status);

        var answer = await caller.SetAsync(Education);

        Assert.Equal((400, "800002"), (answer.Status, answer.Code));
        Assert.Equal(3, Assert.Single(sandbox.TakeSnapshot().Customers).EffectivePosts);
        Assert.Equal(201, (await caller.SetAsync(StateOwned)).Status);
        Assert.Equal(201, (await caller.SetAsync(Education, Customer(2))).Status);
    }

    [Theory]
    [InlineData("DELETE", "/v1/customers/all/validations", 405)]
    [InlineData("PUT", "/v1/customers/c0000000-0000-4000-8000-000000000001/qualifications", 405)]
    [InlineData("POST", "/v1/customers", 405)]
    [InlineData("GET", "/v1/customers/c0000000-0000-4000-8000-000000000001/qualification", 404)]
    [InlineData("GET", "/v1/customersx", 404)]
    [InlineData("GET", "/", 404)]
    public async Task Method_or_path_that_does_not_exist_is_refused(string method, string path, int status)
    {
        var answer = await Open().SendAsync(new HttpMethod(method), path, null);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status, answer.Json.GetProperty("statusCode").GetInt32());
        Assert.Equal(status == 405, answer.Headers.ContainsKey("Allow"));
    }

    [Fact]
    public async Task Content_that_is_not_JSON_or_too_long_is_refused()
    {
        var caller = Open();

        Assert.Equal(415, (await caller.SendAsync(HttpMethod.Post, Path(First), new StringContent(Education, Encoding.UTF8, "text/plain"))).Status);
        Assert.Equal(413, (await caller.SetAsync(Education + new string(' ', 70_000))).Status);
    }

    [Fact]
    public async Task Ids_are_echoed_also_by_refusals_and_made_up_where_none_were_sent()
    {
        var caller = Open();
        var (request, correlation) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());

        var answer = await caller.GetAsync("/v1/nowhere", ("MS-RequestId", request), ("MS-CorrelationId", correlation));
        var other = await caller.GetAsync(Path(First));

        Assert.Equal((request, correlation), (answer.Headers["MS-RequestId"], answer.Headers["MS-CorrelationId"]));
        Assert.True(Guid.TryParse(other.Headers["MS-RequestId"], out _));
        Assert.True(Guid.TryParse(other.Headers["MS-CorrelationId"], out _));
    }

    [Theory]
    [InlineData("MS-RequestId", "seven")]
    [InlineData("MS-CorrelationId", "seven")]
    [InlineData("MS-Contract-Version", "v2")]
    public async Task Header_that_breaks_the_contract_is_refused_by_its_name(string header, string value)
    {
        var answer = await Open().GetAsync(Path(First), (header, value));

        Assert.Equal((400, "3000"), (answer.Status, answer.Code));
        Assert.Equal([header], answer.Data);
    }

    [Fact]
    public async Task Latency_passes_before_the_answer_and_the_request_takes_effect_on_arrival()
    {
        var sandbox = OpenSandbox(new SandboxOptions { Latency = TimeSpan.FromSeconds(3) });

        var pending = Call(sandbox).SetAsync(StateOwned);

        Assert.False(pending.IsCompleted);
        Assert.Single(sandbox.TakeSnapshot().Customers);
        var begun = Time.GetUtcNow();
        Assert.Equal(201, (await Time.DriveAsync(pending)).Status);
        Assert.Equal(TimeSpan.FromSeconds(3), Time.GetUtcNow() - begun);
    }

    [Fact]
    public async Task Cancellation_ends_the_latency()
    {
        var sandbox = OpenSandbox(new SandboxOptions { Latency = TimeSpan.FromHours(1) });
        using var client = new HttpClient(sandbox.Transport, disposeHandler: false) { BaseAddress = PartnerCenterEnvironment.Global.ApiBase, Timeout = Timeout.InfiniteTimeSpan };
        using var stop = new CancellationTokenSource();

        var pending = client.GetAsync(new Uri("/v1/customers", UriKind.Relative), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    [Fact]
    public void Options_out_of_bounds_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OpenSandbox(new SandboxOptions { CustomerCount = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => OpenSandbox(new SandboxOptions { VettingTime = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => OpenSandbox(new SandboxOptions { Latency = TimeSpan.FromSeconds(-1) }));
    }

    [Fact]
    public async Task Reset_forgets_everything_but_the_dials()
    {
        var sandbox = OpenSandbox();
        var caller = Call(sandbox);
        var id = ("MS-RequestId", Guid.NewGuid().ToString());
        await caller.SetAsync(Gcc("12345"), First, id);
        sandbox.Dials.Contract = SandboxContract.Of2021;

        sandbox.Reset();

        Assert.Empty(sandbox.TakeSnapshot().Customers);
        Assert.Equal([4, 5], sandbox.TakeSnapshot().ValidationCodes.Select(code => code.RemainingCreates));
        Assert.Equal(201, (await caller.SetAsync(Gcc("12345"), Customer(2), id)).Status);
        Assert.Equal(SandboxContract.Of2021, sandbox.Dials.Contract);
    }

    [Fact]
    public void Factory_opens_a_sandbox_with_a_state_of_its_own()
    {
        using var first = new SandboxFactory().Open(new SandboxOptions());
        using var second = new SandboxFactory().Open(new SandboxOptions());

        Assert.NotSame(first.Transport, second.Transport);
        Assert.IsType<PartnerCenterSandbox>(first);
    }
}
