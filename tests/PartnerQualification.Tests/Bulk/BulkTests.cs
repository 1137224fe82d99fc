using System.Globalization;
using PartnerQualification.Client;
using PartnerQualification.Client.Outages;
using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Tests.Bulk;

/// <summary>Many customers at once over real connections: each is set exactly once, whatever goes wrong on the way.</summary>
public sealed class BulkTests : IAsyncLifetime
{
    private const int Customers = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private EmulatorHost emulator = null!;

    public async ValueTask InitializeAsync() => emulator = await EmulatorHost.StartAsync(new EmulatorOptions { CustomerCount = 1000 });

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    [Theory]
    [InlineData("reset")]
    [InlineData("resetAfterCommit")]
    [InlineData("hang")]
    [InlineData("slowBody")]
    [InlineData("truncatedBody")]
    [InlineData("status:408")]
    [InlineData("status:500")]
    [InlineData("status:503")]
    [InlineData("status:504")]
    [InlineData("html502")]
    [InlineData("emptyBody")]
    [InlineData("bom")]
    [InlineData("wrongContentType")]
    [InlineData("hugeBody")]
    public async Task A_fault_among_many_loses_and_doubles_nobody(string kind)
    {
        emulator.Dials = emulator.Dials with { Faults = [new Fault(kind) { Every = 5, Times = 8 }] };

        var outcomes = await SetAllAsync(workers: 16);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        AssertOnceEach(Customers);
    }

    [Theory]
    [InlineData("bareString", PartnerCenterErrorKind.TaggingDenied, Customers - 8)]
    public async Task A_fault_that_ends_its_row_leaves_the_others_alone(string kind, PartnerCenterErrorKind expected, int effective)
    {
        emulator.Dials = emulator.Dials with { Faults = [new Fault(kind) { Every = 5, Times = 8 }] };

        // On a busy machine a long answer takes seconds, and an attempt that times out would be repeated, and then succeed.
        var outcomes = await SetAllAsync(workers: 16, attemptTimeout: Limit);

        Assert.Equal(Enumerable.Repeat(expected, 8), outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Error!.Kind));
        AssertOnceEach(effective);
    }

    [Theory]
    [InlineData(LimitWindow.Bucket, RetryAfterStyle.Seconds)]
    [InlineData(LimitWindow.Fixed, RetryAfterStyle.Date)]
    [InlineData(LimitWindow.Sliding, RetryAfterStyle.None)]
    public async Task Throttling_loses_and_doubles_nobody(LimitWindow window, RetryAfterStyle retryAfter)
    {
        emulator.Dials = emulator.Dials with { Rate = 40, Window = window, RetryAfter = retryAfter };

        var outcomes = await SetAllAsync(workers: 16);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.InRange(emulator.State.Throttled, 1, Customers);
        AssertOnceEach(Customers);
    }

    [Fact]
    public async Task Throttling_and_faults_together_lose_and_double_nobody()
    {
        emulator.Dials = emulator.Dials with { Rate = 40, Faults = [new Fault("resetAfterCommit") { Every = 7 }, new Fault("status:503") { Every = 11 }] };

        var outcomes = await SetAllAsync(workers: 16);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        AssertOnceEach(Customers);
    }

    [Fact]
    public async Task With_128_at_once_nobody_is_lost_and_no_more_are_under_way()
    {
        emulator.Dials = emulator.Dials with { LatencyMs = 50 };

        var outcomes = await SetAllAsync(workers: 128, count: 600);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.InRange(emulator.State.PeakConcurrency, 100, 128);
        AssertOnceEach(600);
    }

    [Fact]
    public async Task A_token_that_expires_is_renewed_once_for_all_who_are_under_way()
    {
        emulator.Dials = emulator.Dials with { LatencyMs = 20 };
        var renewals = 0;
        var tokens = new StaticTokenSource(emulator.IssueToken(SandboxTokenKind.Expired), RenewAsync);

        var outcomes = await SetAllAsync(workers: 32, tokens: tokens);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(1, renewals);
        AssertOnceEach(Customers);

        async Task<string> RenewAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref renewals);
            await Task.Yield();
            return emulator.IssueToken(SandboxTokenKind.User);
        }
    }

    private static string CustomerId(int number) => string.Create(CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number + 100:x12}");

    private async Task<(string Customer, PartnerCenterException? Error)[]> SetAllAsync(int workers, int count = Customers, StaticTokenSource? tokens = null, TimeSpan? attemptTimeout = null)
    {
        var options = new PartnerCenterOptions { Endpoint = emulator.Address, AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(5), RetryBaseDelay = TimeSpan.FromMilliseconds(20) };
        var soon = new LookTimes(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200));
        using var client = new PartnerCenterClient(options, tokens ?? new StaticTokenSource(emulator.IssueToken(SandboxTokenKind.User)), TimeProvider.System, randomness: null, new OutageLimits(), soon);
        var outcomes = new (string, PartnerCenterException?)[count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync())).WaitAsync(Limit, TestContext.Current.CancellationToken);
        return outcomes;

        async Task WorkAsync()
        {
            for (int index; (index = Interlocked.Increment(ref next)) < count;) outcomes[index] = await SetAsync(client, CustomerId(index));
        }
    }

    private static async Task<(string Customer, PartnerCenterException? Error)> SetAsync(PartnerCenterClient client, string customer)
    {
        try
        {
            var request = QualificationRequest.Create(customer, Qualifications.StateOwnedEntity);
            var answer = await client.SetQualificationAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal((customer, Qualifications.StateOwnedEntity), (answer.CustomerId, answer.Qualification));
            return (customer, null);
        }
        catch (PartnerCenterException error)
        {
            return (customer, error);
        }
    }

    private void AssertOnceEach(int count)
    {
        var effective = emulator.State.Customers.Where(customer => customer.PostsEffective > 0).ToArray();
        Assert.Equal(count, effective.Length);
        Assert.All(effective, customer => Assert.Equal((1, 1), (customer.PostsEffective, customer.Qualifications.Count)));
    }
}
