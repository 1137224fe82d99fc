using PartnerQualification.PowerShell.Tests.Support;

namespace PartnerQualification.PowerShell.Tests;

/// <summary>Counting the requests for a customer that several sources tell of.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class KnownRequestsTests
{
    private const string Customer = "c0000000-0000-4000-8000-000000000001";

    private const string Other = "c0000000-0000-4000-8000-000000000002";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 13, 55, 0, TimeSpan.Zero);

    private static readonly ActivityPeriod Period = ActivityPeriod.Latest(Now);

    [Theory]
    [InlineData("""{"Qualification":"Education"}""", 1, 0)]
    [InlineData("""{ "qualification" : "education", "educationSegment": "K12", "website": "contoso.edu" }""", 1, 0)]
    [InlineData("""[{"qualification":"Education","vettingStatus":"InReview"}]""", 1, 0)]
    [InlineData("""{"qualifications":[{"Qualification":1}]}""", 1, 0)]
    [InlineData("""{"Qualification":"1"}""", 1, 0)]
    [InlineData("""{\"Qualification\":\"Education\"}""", 1, 0)]
    [InlineData("{\\u0022Qualification\\u0022:\\u0022\\u0045ducation\\u0022}", 1, 0)]
    [InlineData("{“Qualification”: “Education”}", 1, 0)]
    [InlineData("{'CustomerQualification':'Education'}", 1, 0)]
    [InlineData("<Qualification>Education</Qualification>", 1, 0)]
    [InlineData("\"Education\"", 1, 0)]
    [InlineData("1", 1, 0)]
    [InlineData("""{"Qualification":"GovernmentCommunityCloud"}""", 0, 0)]
    [InlineData("""{"Qualification":"StateOwnedEntity","EducationSegment":null}""", 0, 0)]
    [InlineData("""{"Qualification":4}""", 0, 0)]
    [InlineData("""[{"qualification":"StateOwnedEntity"},{"qualification":"Education"}]""", 0, 1)]
    [InlineData("""{"Qualification":"Museum"}""", 0, 1)]
    [InlineData("""{"Qualification":99999999999}""", 0, 1)]
    [InlineData("""{"type":"Education"}""", 0, 1)]
    [InlineData("""{"Qualification":""", 0, 1)]
    [InlineData("", 0, 1)]
    [InlineData(null, 0, 1)]
    public void New_value_in_any_spelling_is_one_is_none_or_may_be_one(string? value, int count, int possible) =>
        Assert.Equal((count, possible), Count(Record(newValue: value)));

    [Theory]
    [InlineData("succeeded", 1, 0)]
    [InlineData("Succeeded", 1, 0)]
    [InlineData("progress", 1, 0)]
    [InlineData("failed", 0, 0)]
    [InlineData("queued", 0, 1)]
    [InlineData(null, 0, 1)]
    public void Request_counts_unless_it_failed(string? status, int count, int possible) =>
        Assert.Equal((count, possible), Count(Record() with { OperationStatus = status }));

    [Fact]
    public void Other_operations_and_other_customers_do_not_count() => Assert.Equal(
        (0, 0),
        Count(
            Record() with { OperationType = "add_customer" },
            Record() with { OperationType = null },
            Record() with { CustomerId = "c0000000-0000-4000-8000-000000000002" }));

    [Fact]
    public void Record_that_names_no_customer_is_of_the_one_that_was_asked_for() => Assert.Equal((1, 0), Count(Record() with { CustomerId = null }));

    [Fact]
    public void Same_correlation_id_is_the_same_request_however_it_is_told()
    {
        var id = Guid.NewGuid();

        Assert.Equal((1, 0), Count(
            Record(id.ToString("D")) with { OperationStatus = "progress" },
            Record(id.ToString("D").ToUpperInvariant()),
            Record(id.ToString("D")) with { NewValue = null },
            Record(id.ToString("D")) with { OperationStatus = "failed" }));
    }

    [Fact]
    public void Records_without_a_correlation_id_count_each() => Assert.Equal((2, 2), Count(
        Record(correlationId: null),
        Record(correlationId: null),
        Record(correlationId: null, newValue: null),
        Record(correlationId: null, newValue: null)));

    [Fact]
    public void Correlation_id_that_is_no_guid_is_recognised_too() => Assert.Equal((2, 0), Count(Record("one"), Record("One"), Record("two")));

    [Fact]
    public void Records_of_the_whole_partner_answer_for_each_customer_and_qualification()
    {
        var all = new RecordedRequests(Period);
        all.Add([Record("a"), Record("b", """{"Qualification":"StateOwnedEntity"}"""), Record("c") with { CustomerId = Other }]);
        all.Add([Record("d", newValue: null), Record("e"), Record("f") with { CustomerId = null }, Record("g") with { CustomerId = "nobody" }]);

        Assert.Equal((2, 1), Known(Customer, "Education"));
        Assert.Equal((1, 1), Known(Customer, "StateOwnedEntity"));
        Assert.Equal((1, 0), Known(Other.ToUpperInvariant(), "Education"));
        Assert.Equal((0, 0), Known("c0000000-0000-4000-8000-000000000003", "Education"));

        (int, int) Known(string customer, string qualification)
        {
            var known = new KnownRequests(customer, qualification);
            all.AddTo(known);
            Assert.True(known.HasRecords);
            return (known.Count, known.Possible);
        }
    }

    [Fact]
    public void Two_hundred_thousand_records_fit_into_a_few_megabytes()
    {
        var all = new RecordedRequests(Period);
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        all.Add(Enumerable.Range(0, 200_000).Select(number => Record(Guid.NewGuid().ToString("D")) with { CustomerId = $"c0000000-0000-4000-8000-{number % 8000:D12}" }));
        kept = GC.GetTotalMemory(forceFullCollection: true) - kept;

        Assert.InRange(kept, 200_000L * 16, 16L * 1024 * 1024);
        var known = new KnownRequests(Customer, "Education");
        all.AddTo(known);
        Assert.Equal(25, known.Count);
    }

    [Fact]
    public void Another_source_adds_what_the_records_do_not_know()
    {
        var shared = Guid.NewGuid();
        var known = new KnownRequests(Customer, "Education");

        known.Add(Now.AddDays(-1), shared);
        known.Add(Now.AddDays(-200), Guid.NewGuid());
        Assert.False(known.HasRecords);
        Records(Record(shared.ToString("D")), Record(Guid.NewGuid().ToString("D"))).AddTo(known);

        Assert.Equal((3, 0, true), (known.Count, known.Possible, known.HasRecords));
        Assert.Equal(Now.AddDays(-200), known.Since);
    }

    [Fact]
    public void Requests_are_known_since_the_first_day_that_was_asked_about()
    {
        var known = new KnownRequests(Customer, "Education");
        Assert.Null(known.Since);

        Records().AddTo(known);
        known.Add(Now, Guid.NewGuid());

        Assert.Equal(new DateTimeOffset(2026, 8, 27, 0, 0, 0, TimeSpan.Zero), known.Since);
    }

    private static (int Count, int Possible) Count(params ActivityRecord[] records)
    {
        var known = new KnownRequests(Customer, "Education");
        Records(records).AddTo(known);
        return (known.Count, known.Possible);
    }

    private static RecordedRequests Records(params ActivityRecord[] records)
    {
        var requests = new RecordedRequests(Period, Customer);
        requests.Add(records);
        return requests;
    }

    private static ActivityRecord Record(string? correlationId = "7550d9ea-e64a-416f-e49b-3670c516cf69", string? newValue = """{"Qualification":"Education"}""") => new()
    {
        CustomerId = Customer,
        OperationType = "update_customer_qualification",
        OperationStatus = "succeeded",
        NewValue = newValue,
        CorrelationId = correlationId,
    };
}
