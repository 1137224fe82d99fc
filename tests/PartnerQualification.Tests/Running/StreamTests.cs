#if !NETSTANDARD_BUILD
using System.Threading.Channels;
using PartnerQualification.Client;
using PartnerQualification.Sandbox;
using PartnerQualification.Tests.Following;

namespace PartnerQualification.Tests.Running;

/// <summary>What there is as a stream on .NET: bulk sets, reviews, customers and activity records.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly HeldRequests center = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_comes_although_the_source_has_nothing_more_at_the_moment()
    {
        var source = Channel.CreateUnbounded<QualificationRequest>();
        source.Writer.TryWrite(Bulk.Request(1));
        center.Accept(1);
        center.Accept(2);
        await using var results = center.SetQualificationsAsync(source.Reader.ReadAllAsync(Token), new BulkOptions { MaxConcurrency = 4 }, Token).GetAsyncEnumerator(Token);

        Assert.True(await results.MoveNextAsync());
        Assert.Equal("1 Accepted", Bulk.Describe(results.Current));
        var second = results.MoveNextAsync();
        Assert.False(second.IsCompleted);
        source.Writer.TryWrite(Bulk.Request(2));
        Assert.True(await second);
        source.Writer.Complete();
        Assert.False(await results.MoveNextAsync());
    }

    [Fact]
    public async Task What_the_source_brings_when_the_run_is_ending_keeps_no_thread_busy()
    {
        var source = new TaskCompletionSource<QualificationRequest>();
        using var run = new QualificationRun(center, Requests(), new BulkOptions { MaxConcurrency = 4 });
        var first = run.ReadNextAsync(Token);
        center.Fail(2, Bulk.Error(PartnerCenterErrorKind.ServiceOutage));

        // Whoever waits for the source goes on right here, and has to come back to wait for the first request.
        await Task.Run(() => source.SetResult(Bulk.Request(3)), Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        center.Accept(1);
        Assert.Equal("1 Accepted", Bulk.Describe((await first)!));

        async IAsyncEnumerable<QualificationRequest> Requests()
        {
            yield return Bulk.Request(1);
            yield return Bulk.Request(2);
            yield return await source.Task.ConfigureAwait(false);
        }
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_source_that_has_nothing()
    {
        using var stop = new CancellationTokenSource();
        var source = Channel.CreateUnbounded<QualificationRequest>();
        await using var results = center.SetQualificationsAsync(source.Reader.ReadAllAsync(CancellationToken.None), cancellationToken: stop.Token).GetAsyncEnumerator(Token);
        var first = results.MoveNextAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.AsTask());
    }

    [Fact]
    public async Task Leaving_before_the_end_keeps_the_results_that_nobody_has_taken()
    {
        using var run = new QualificationRun(center, QualificationRunTests.Requests(10), new BulkOptions { MaxConcurrency = 3 });
        center.Accept(1);
        center.Accept(2);

        await foreach (var result in run.WithCancellation(Token))
        {
            Assert.Equal(1, result.Number);
            break;
        }

        Assert.Equal(["2 Accepted", "3 NotSent"], [.. run.Unread.Select(Bulk.Describe)]);
        Assert.Equal(3, center.Begun.Count);
    }

    [Fact]
    public async Task Reviews_come_as_they_are_decided_each_once()
    {
        using var reviews = new HeldReviews();
        var follower = new VettingFollower(reviews, new VettingFollowerOptions { FirstInterval = TimeSpan.Zero });
        await using var decided = follower.ReadAllAsync([Review(1, "InReview"), Review(2, "Approved")], Token).GetAsyncEnumerator(Token);

        Assert.True(await decided.MoveNextAsync());
        Assert.Equal((Bulk.Customer(2), ReviewEnd.Decided), (decided.Current.Qualification.CustomerId, decided.Current.End));
        var last = decided.MoveNextAsync();
        await reviews.BeginAsync(1);
        reviews.Answer(0, Review(1, "Denied"));
        Assert.True(await last);
        Assert.Equal("Denied", decided.Current.Qualification.VettingStatus);
        Assert.False(await decided.MoveNextAsync());
    }

    [Fact]
    public async Task Reviews_that_are_enumerated_again_are_followed_again()
    {
        using var reviews = new HeldReviews();
        var decided = new VettingFollower(reviews).ReadAllAsync([Review(1, "Approved")], Token);

        Assert.Single(await decided.ToListAsync(Token));
        Assert.Single(await decided.ToListAsync(Token));
    }

    [Fact]
    public async Task A_session_that_ends_while_reviews_are_followed_is_thrown_after_what_was_decided()
    {
        using var reviews = new HeldReviews();
        var follower = new VettingFollower(reviews, new VettingFollowerOptions { FirstInterval = TimeSpan.Zero });
        await using var decided = follower.ReadAllAsync([Review(1, "InReview"), Review(2, "Approved")], Token).GetAsyncEnumerator(Token);
        Assert.True(await decided.MoveNextAsync());
        var last = decided.MoveNextAsync();
        await reviews.BeginAsync(1);

        reviews.Fail(0, Bulk.Error(PartnerCenterErrorKind.SessionExpired));

        Assert.Equal(PartnerCenterErrorKind.SessionExpired, (await Assert.ThrowsAsync<PartnerCenterException>(() => last.AsTask())).Kind);
    }

    [Fact]
    public async Task Customers_and_activity_records_come_over_all_pages()
    {
        using var sandbox = new PartnerCenterSandbox(new SandboxOptions { CustomerCount = 1200 });
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = sandbox.Transport }, new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User)));
        await client.SetQualificationAsync(Bulk.Request(1), Token);

        Assert.Equal(1200, await client.GetAllCustomersAsync(cancellationToken: Token).Select(static customer => customer.CustomerId).Distinct().CountAsync(Token));
        Assert.Single(await client.GetAllActivityRecordsAsync(ActivityPeriod.Latest(DateTimeOffset.UtcNow), Bulk.Customer(1), Token).ToListAsync(Token));
    }

    public void Dispose() => center.Dispose();

    private static CustomerQualification Review(int customer, string status) => new() { CustomerId = Bulk.Customer(customer), Qualification = "Education", VettingStatus = status };
}
#endif
