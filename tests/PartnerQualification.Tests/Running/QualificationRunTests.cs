using PartnerQualification.Client;
using PartnerQualification.Tests.Following;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Running;

/// <summary>A run over many requests, in an order that the test controls.</summary>
public sealed class QualificationRunTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HeldRequests center = new();
    private readonly CancellationTokenSource stop = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_come_in_the_order_of_the_requests_although_they_end_in_another()
    {
        using var run = Run(3, Requests(3));
        var first = ReadAsync(run);
        center.Accept(3);
        center.Accept(2);
        Assert.False(first.IsCompleted);
        center.Accept(1);

        Assert.Equal(["1 Accepted", "2 Accepted", "3 Accepted"], [Bulk.Describe((await first)!), .. await ReadToEndAsync(run)]);
    }

    [Fact]
    public async Task No_more_is_taken_from_the_source_than_may_be_under_way_and_a_result_that_nobody_takes_holds_up_the_rest()
    {
        var source = new CountedSource(Requests(10));
        using var run = Run(3, source.Requests());
        Assert.Equal(0, source.Taken);

        var first = ReadAsync(run);
        Assert.Equal((3, 3), (source.Taken, center.Begun.Count));
        center.Accept(1);
        center.Accept(2);
        await first;
        Assert.Equal((3, 3), (source.Taken, center.Begun.Count));

        await ReadAsync(run);
        Assert.Equal((4, 4), (source.Taken, center.Begun.Count));
    }

    [Fact]
    public async Task One_customers_failure_is_its_result_and_the_rest_go_on()
    {
        using var run = Run(2, Requests(3));
        center.Accept(1);
        center.Fail(2, Bulk.Error(PartnerCenterErrorKind.TaggingDenied));
        center.Accept(3);

        var results = await AllAsync(run);

        Assert.Equal(["1 Accepted", "2 Failed", "3 Accepted"], [.. results.Select(Bulk.Describe)]);
        Assert.Equal(PartnerCenterErrorKind.TaggingDenied, results[1].Error!.Kind);
    }

    [Fact]
    public async Task An_outcome_that_nobody_knows_is_told_as_unknown()
    {
        using var run = Run(1, Requests(1));
        center.Fail(1, new PartnerCenterException(PartnerCenterErrorKind.OutcomeUnknown, new ErrorText("Nobody knows.", "Read it.")) { OutcomeIsKnown = false });

        Assert.Equal(BulkOutcome.Unknown, (await ReadAsync(run))!.Outcome);
    }

    [Fact]
    public async Task A_pause_that_is_too_long_ends_the_run_once_after_the_results_of_what_was_taken()
    {
        var source = new CountedSource(Requests(10));
        using var run = Run(3, source.Requests());
        var resumeAt = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var first = ReadAsync(run);
        center.Fail(2, new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("A pause.", "Wait.")) { ResumeAt = resumeAt });
        center.Fail(3, new PartnerCenterException(PartnerCenterErrorKind.Throttled, new ErrorText("A pause.", "Wait.")) { ResumeAt = resumeAt });
        center.Accept(1);
        Assert.Equal("1 Accepted", Bulk.Describe((await first)!));

        var (results, end) = await EndedAsync(run);

        Assert.Equal(["2 NotSent", "3 NotSent"], results);
        Assert.Equal((PartnerCenterErrorKind.Throttled, resumeAt), (end.Kind, end.ResumeAt));
        Assert.Contains("1 were accepted", end.Message, StringComparison.Ordinal);
        Assert.Equal((3, true), (source.Taken, source.IsClosed));
        Assert.Null(await ReadAsync(run));
    }

    [Theory]
    [InlineData(PartnerCenterErrorKind.ServiceOutage, BulkOutcome.NotSent)]
    [InlineData(PartnerCenterErrorKind.SessionExpired, BulkOutcome.Failed)]
    public async Task What_meets_every_request_ends_the_run_once(PartnerCenterErrorKind kind, BulkOutcome outcome)
    {
        using var run = Run(2, Requests(5));
        var first = ReadAsync(run);
        center.Fail(2, Bulk.Error(kind));
        center.Fail(1, Bulk.Error(kind));
        Assert.Equal($"1 {outcome}", Bulk.Describe((await first)!));

        var (results, end) = await EndedAsync(run);

        Assert.Equal([$"2 {outcome}"], results);
        Assert.Equal(kind, end.Kind);
        Assert.Equal(2, center.Begun.Count);
    }

    [Fact]
    public async Task A_stop_sends_nothing_more_and_every_request_that_was_taken_has_its_result()
    {
        var source = new CountedSource(Requests(10));
        using var run = Run(3, source.Requests());
        var first = ReadAsync(run);
        center.Accept(2);
        stop.Cancel();

        List<string> results = [Bulk.Describe((await first)!)];
        results.Add(Bulk.Describe((await ReadAsync(run))!));
        results.Add(Bulk.Describe((await ReadAsync(run))!));

        Assert.Equal(["1 NotSent", "2 Accepted", "3 NotSent"], results);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(run));
        Assert.Equal((3, 3, true), (source.Taken, center.Begun.Count, source.IsClosed));
    }

    [Fact]
    public async Task What_had_left_when_the_run_was_stopped_is_told_as_unknown_with_its_request_id()
    {
        using var left = new SemaphoreSlim(0);
        using var transport = new ScriptedTransport((_, cancellationToken) =>
        {
            left.Release();
            return ScriptedTransport.Hang(null!, cancellationToken);
        });
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = transport }, new StaticTokenSource("token-of-the-test"));
        using var run = new QualificationRun(client, Requests(10), new BulkOptions { MaxConcurrency = 2 });
        var first = run.ReadNextAsync(stop.Token);
        await left.WaitAsync(Limit, Token);
        await left.WaitAsync(Limit, Token);

        stop.Cancel();

        var result = await first;
        Assert.Equal(BulkOutcome.Unknown, result!.Outcome);
        Assert.Contains(result.RequestId.ToString()!, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(BulkOutcome.Unknown, (await run.ReadNextAsync(stop.Token))!.Outcome);
        Assert.Equal(2, transport.Sent.Count);
    }

    [Fact]
    public async Task A_request_that_does_not_end_at_a_stop_is_taken_as_it_is_after_a_moment()
    {
        using var deaf = new HeldRequests { HeedsStop = false };
        var time = new FakeTimeProvider();
        using var run = new QualificationRun(deaf, Requests(2), new BulkOptions { MaxConcurrency = 2 }, new FakeClock(time));
        var first = run.ReadNextAsync(stop.Token);
        stop.Cancel();

        Assert.Equal(BulkOutcome.NotSent, (await time.DriveAsync(first))!.Outcome);
    }

    [Fact]
    public async Task Requests_of_one_customer_begin_one_after_the_other()
    {
        using var run = Run(3, [Bulk.Request(1), Bulk.Request(1, Qualifications.StateOwnedEntity), Bulk.Request(2)]);
        var first = ReadAsync(run);
        Assert.Equal([HeldRequests.Key(Bulk.Customer(1), "Education"), HeldRequests.Key(Bulk.Customer(2), "Education")], center.Begun);

        center.Accept(1);
        await first;
        center.Accept(1, Qualifications.StateOwnedEntity);
        center.Accept(2);

        Assert.Equal(["2 Accepted", "3 Accepted"], await ReadToEndAsync(run));
        Assert.Equal(3, center.Begun.Count);
    }

    [Fact]
    public async Task The_same_request_given_twice_is_sent_once_where_what_exists_is_skipped()
    {
        using var run = Run(2, [Bulk.Request(1), Bulk.Request(1)], ExistingQualifications.AreSkipped);
        center.Accept(1);

        var results = await AllAsync(run);

        Assert.Equal(["1 Accepted", "2 Skipped"], [.. results.Select(Bulk.Describe)]);
        Assert.Equal(SkipReason.Duplicate, results[1].Qualification!.SkipReason);
        Assert.Single(center.Begun);
    }

    [Fact]
    public async Task What_a_customer_has_already_is_skipped()
    {
        using var there = new HeldRequests { Present = static customer => [new CustomerQualification { CustomerId = customer, Qualification = "Education", VettingStatus = "Approved" }] };
        using var run = new QualificationRun(there, Requests(1), new BulkOptions { Existing = ExistingQualifications.AreSkipped });

        var result = await ReadAsync(run);

        Assert.Equal((BulkOutcome.Skipped, SkipReason.AlreadyHeld), (result!.Outcome, result.Qualification!.SkipReason));
        Assert.Empty(there.Begun);
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_run_with_its_own_error_after_the_results()
    {
        using var run = Run(4, Requests(2).Concat(Failing()));
        center.Accept(1);
        center.Accept(2);

        Assert.Equal("1 Accepted", Bulk.Describe((await ReadAsync(run))!));
        Assert.Equal("2 Accepted", Bulk.Describe((await ReadAsync(run))!));
        Assert.Equal("The file is torn.", (await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(run))).Message);

        static IEnumerable<QualificationRequest> Failing()
        {
            yield return Bulk.Request(1) is null ? Bulk.Request(1) : throw new InvalidDataException("The file is torn.");
        }
    }

    [Fact]
    public async Task The_journal_of_an_earlier_run_says_what_need_not_be_sent_and_notes_what_is()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            center.Accept(1);
            center.Accept(2);
            Assert.Equal(["1 Accepted"], await RunWithJournalAsync(path, Requests(1)));
            Assert.Equal(["1 Skipped", "2 Accepted"], await RunWithJournalAsync(path, Requests(2)));
            Assert.Equal(2, center.Begun.Count);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".lock");
        }
    }

    [Fact]
    public async Task Results_that_nobody_has_taken_are_there_when_the_run_was_stopped()
    {
        using var run = Run(3, Requests(10));
        center.Accept(1);
        center.Accept(2);
        await ReadAsync(run);

        var unread = await run.StopAsync(Token);

        Assert.Equal(["2 Accepted", "3 NotSent"], [.. unread.Select(Bulk.Describe)]);
        Assert.Same(unread, run.Unread);
        Assert.Equal(3, center.Begun.Count);
    }

    [Fact]
    public async Task Run_that_is_disposed_of_before_its_end_lets_go_of_the_source()
    {
        var source = new CountedSource(Requests(10));
        var run = Run(2, source.Requests());
        center.Accept(1);
        await ReadAsync(run);

        run.Dispose();

        Assert.True(source.IsClosed);
        Assert.Equal(2, center.Begun.Count);
    }

    [Fact]
    public async Task Two_results_cannot_be_waited_for_at_once()
    {
        using var run = Run(1, Requests(1));
        var first = ReadAsync(run);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(run));
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.StopAsync(Token));

        center.Accept(1);
        Assert.NotNull(await first);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(129)]
    public void A_limit_that_makes_no_sense_is_refused(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>("options", () => new QualificationRun(center, [], new BulkOptions { MaxConcurrency = limit }));

    public void Dispose()
    {
        stop.Dispose();
        center.Dispose();
    }

    internal static IEnumerable<QualificationRequest> Requests(int count) => Enumerable.Range(1, count).Select(static number => Bulk.Request(number));

    private QualificationRun Run(int atOnce, IEnumerable<QualificationRequest> requests, ExistingQualifications existing = ExistingQualifications.AreIgnored) =>
        new(center, requests, new BulkOptions { MaxConcurrency = atOnce, Existing = existing });

    private Task<BulkResult?> ReadAsync(QualificationRun run) => run.ReadNextAsync(stop.Token).WaitAsync(Limit, Token);

    private async Task<List<BulkResult>> AllAsync(QualificationRun run)
    {
        List<BulkResult> results = [];
        while (await ReadAsync(run) is { } result) results.Add(result);
        return results;
    }

    private async Task<string[]> ReadToEndAsync(QualificationRun run) => [.. (await AllAsync(run)).Select(Bulk.Describe)];

    private async Task<(List<string> Results, PartnerCenterException End)> EndedAsync(QualificationRun run)
    {
        List<string> results = [];
        var end = await Assert.ThrowsAsync<PartnerCenterException>(async () =>
        {
            while (await ReadAsync(run) is { } result) results.Add(Bulk.Describe(result));
        });
        return (results, end);
    }

    private async Task<string[]> RunWithJournalAsync(string path, IEnumerable<QualificationRequest> requests)
    {
        using var journal = new PartnerCenterFactory().OpenJournal(path, new JournalOwner(Guid.NewGuid(), TenantId: null, "Sandbox", User: null), cancellationToken: Token);
        using var run = new QualificationRun(center, requests, new BulkOptions { MaxConcurrency = 2, Journal = journal });
        return await ReadToEndAsync(run);
    }
}
