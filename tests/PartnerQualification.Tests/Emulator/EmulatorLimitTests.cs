using System.Globalization;
using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Emulator;

public sealed class EmulatorLimitTests : EmulatorFixture
{
    private readonly FakeTimeProvider time = new();

    protected override EmulatorOptions Options => new() { Time = time };

    [Fact]
    public async Task Bucket_lets_the_burst_through_and_then_the_rate()
    {
        Limit(new EmulatorDials { Rate = 2, Burst = 5, CountRejected = false });

        Assert.Equal((5, 3), await CallAsync(8));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 2), await CallAsync(4));
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((5, 1), await CallAsync(6));
    }

    [Fact]
    public async Task Bucket_that_counts_refusals_makes_the_impatient_wait_longer()
    {
        Limit(new EmulatorDials { Rate = 1, Burst = 4 });

        Assert.Equal((4, 4), await CallAsync(8));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((0, 1), await CallAsync(1));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((1, 0), await CallAsync(1));
    }

    [Fact]
    public async Task Fixed_window_begins_with_the_first_request_and_lets_so_many_through_in_each()
    {
        time.Advance(TimeSpan.FromSeconds(7));
        Limit(new EmulatorDials { Window = LimitWindow.Fixed, Rate = 3, WindowSeconds = 10 });

        Assert.Equal((3, 2), await CallAsync(5));
        time.Advance(TimeSpan.FromSeconds(9));
        var refused = await Caller.GetAsync(Path(First));
        Assert.Equal("1", refused.Headers["Retry-After"]);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((3, 1), await CallAsync(4));
    }

    [Fact]
    public async Task Sliding_window_frees_a_place_when_the_oldest_request_leaves_it()
    {
        Limit(new EmulatorDials { Window = LimitWindow.Sliding, Rate = 2, WindowSeconds = 10, CountRejected = false });

        Assert.Equal((1, 0), await CallAsync(1));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal((1, 1), await CallAsync(2));
        Assert.Equal("4", (await Caller.GetAsync(Path(First))).Headers["Retry-After"]);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((1, 1), await CallAsync(2));
    }

    [Fact]
    public async Task Sliding_window_that_counts_refusals_is_prolonged_by_them()
    {
        Limit(new EmulatorDials { Window = LimitWindow.Sliding, Rate = 1, WindowSeconds = 10 });

        Assert.Equal((1, 0), await CallAsync(1));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((0, 1), await CallAsync(1));
        time.Advance(TimeSpan.FromSeconds(5));
        var refused = await Caller.GetAsync(Path(First));
        Assert.Equal(429, refused.Status);
        Assert.Equal("10", refused.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Refusal_is_the_services_and_the_request_does_nothing()
    {
        Limit(new EmulatorDials { Rate = 0.02, Burst = 1 });
        await CallAsync(1);
        var id = Guid.NewGuid().ToString();

        var answer = await Caller.SetAsync(StateOwned, First, ("MS-RequestId", id));

        Assert.Equal((429, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal("""{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 100 seconds." }""", answer.Text);
        Assert.Equal("100", answer.Headers["Retry-After"]);
        Assert.Equal(id, answer.Headers["MS-RequestId"]);
        var customer = Assert.Single(Host.State.Customers);
        Assert.Equal((1, 0, 1L), (customer.PostsArrived, customer.PostsEffective, Host.State.Throttled));
    }

    [Fact]
    public async Task Retry_after_can_be_a_date_or_missing()
    {
        Limit(new EmulatorDials { Rate = 0.1, Burst = 1, CountRejected = false, RetryAfter = RetryAfterStyle.Date });
        await CallAsync(1);

        var dated = await Caller.GetAsync(Path(First));
        Host.Dials = Host.Dials with { RetryAfter = RetryAfterStyle.None };
        var bare = await Caller.GetAsync(Path(First));

        Assert.Equal(time.GetUtcNow().AddSeconds(10), DateTimeOffset.ParseExact(dated.Headers["Retry-After"], "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        Assert.Equal(429, bare.Status);
        Assert.False(bare.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Limit_that_changes_on_the_way_keeps_what_has_been_counted()
    {
        Limit(new EmulatorDials { Rate = 100, Burst = 10, CountRejected = false });
        await CallAsync(10);

        Host.Dials = Host.Dials with { Rate = 2 };

        Assert.Equal((0, 1), await CallAsync(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 1), await CallAsync(3));
        Host.Dials = Host.Dials with { Rate = null };
        Assert.Equal((20, 0), await CallAsync(20));
    }

    [Fact]
    public async Task Reads_and_writes_are_limited_apart()
    {
        Limit(new EmulatorDials { ReadRate = 2, WriteRate = 1, CountRejected = false });

        Assert.Equal((2, 1), await CallAsync(3));
        Assert.NotEqual(429, (await Caller.SetAsync(StateOwned, First)).Status);
        Assert.Equal(429, (await Caller.SetAsync(StateOwned, First)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 1), await CallAsync(3));
    }

    [Fact]
    public async Task One_customer_is_limited_and_the_others_are_not()
    {
        Limit(new EmulatorDials { CustomerRate = 1, Window = LimitWindow.Fixed });
        await CallAsync(1);

        var refused = await Caller.GetAsync(Path(First));
        var other = await Caller.GetAsync(Path(Customer(2)));
        var set = await Caller.SetAsync(StateOwned, First);

        Assert.Equal((429, "10"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.Equal((200, 201), (other.Status, set.Status));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((1, 1), await CallAsync(2));
    }

    private void Limit(EmulatorDials dials) => Host.Dials = dials;

    private async Task<(int Served, int Refused)> CallAsync(int count)
    {
        var (served, refused) = (0, 0);
        for (var call = 0; call < count; call++)
        {
            if ((await Caller.GetAsync(Path(First))).Status == 200) served++;
            else refused++;
        }

        return (served, refused);
    }
}
