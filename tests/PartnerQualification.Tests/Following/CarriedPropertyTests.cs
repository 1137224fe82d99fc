using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Following;

/// <summary>What a followed review keeps of what was known of it, and what a new reading replaces: every property is one or the other.</summary>
public sealed class CarriedPropertyTests
{
    private const string Customer = "c0000000-0000-4000-8000-000000000001";

    /// <summary>What the review is now, and the ids of the reading that says so.</summary>
    private static readonly string[] FromReadingOnly =
    [
        nameof(CustomerQualification.CustomerId), nameof(CustomerQualification.Qualification), nameof(CustomerQualification.VettingStatus),
        nameof(CustomerQualification.VettingReason), nameof(CustomerQualification.RequestId), nameof(CustomerQualification.CorrelationId), nameof(CustomerQualification.AdditionalData),
    ];

    /// <summary>What only the command that asked knows.</summary>
    private static readonly string[] FromBeforeOnly = [nameof(CustomerQualification.SkipReason), nameof(CustomerQualification.FoundByReading)];

    private readonly FakeTimeProvider time = new();
    private readonly RecordingObserver observer = new();

    [Fact]
    public async Task What_a_reading_does_not_tell_stays_as_it_was_known()
    {
        var before = Full(seed: 1) with { VettingStatus = "InReview" };
        var reading = new CustomerQualification { CustomerId = Customer, Qualification = "Education", VettingStatus = "Approved" };

        var told = await FollowAsync(before, reading);

        AssertEach(told, property => FromReadingOnly.Contains(property) ? reading : before);
    }

    [Fact]
    public async Task What_a_reading_tells_takes_the_place_of_what_was_known()
    {
        var before = Full(seed: 1) with { VettingStatus = "InReview" };
        var reading = Full(seed: 2) with { VettingStatus = "Approved" };

        var told = await FollowAsync(before, reading);

        AssertEach(told, property => FromBeforeOnly.Contains(property) ? before : reading);
    }

    private static CustomerQualification Full(int seed) =>
        FilledObject.Fill(new CustomerQualification { CustomerId = Customer, Qualification = "Education" }, seed) with { CustomerId = Customer, Qualification = "Education" };

    private static void AssertEach(CustomerQualification told, Func<string, CustomerQualification> expected) =>
        Assert.All(FilledObject.Settable<CustomerQualification>(), property => Assert.Equal(property.GetValue(expected(property.Name)), property.GetValue(told)));

    private async Task<CustomerQualification> FollowAsync(CustomerQualification before, CustomerQualification reading)
    {
        var follower = new VettingFollower(new ScriptedReviews(time, (_, _) => [reading]), clock: new FakeClock(time));
        await time.DriveAsync(follower.FollowAsync([before], observer, TestContext.Current.CancellationToken));
        return Assert.Single(observer.Decisions);
    }
}
