namespace PartnerQualification.PowerShell.Tests.Running;

/// <summary>Looking up what was requested for a customer, where it may cost nothing but a read.</summary>
public sealed class RequestHistoryTests
{
    private static readonly QualificationRequest First = QualificationRequest.Create("c0000000-0000-4000-8000-000000000001", "Education", "K12", "contoso.edu");

    private static readonly QualificationRequest Second = QualificationRequest.Create("c0000000-0000-4000-8000-000000000002", "Education", "K12", "fabrikam.edu");

    private static readonly QualificationRequest Third = QualificationRequest.Create("c0000000-0000-4000-8000-000000000003", "Education", "K12", "tailspin.edu");

    private readonly ControlledClock clock = new();
    private readonly List<(string? Customer, DateTimeOffset First)> reads = [];

    [Fact]
    public async Task Ninety_days_of_a_customer_are_read_once()
    {
        var history = Open((_, _) => Task.FromResult(new ActivityPage([Education("one")], 1, ContinuationToken: null)));

        var known = await FindAsync(history, First);
        await FindAsync(history, First);
        await FindAsync(history, Second);

        Assert.Equal((1, true), (known.Count, known.HasRecords));
        Assert.Equal(new DateTimeOffset(2026, 8, 27, 0, 0, 0, TimeSpan.Zero), known.Since);
        Assert.Equal([First.CustomerId, First.CustomerId, First.CustomerId, Second.CustomerId, Second.CustomerId, Second.CustomerId], reads.Select(read => read.Customer), StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_another_source_adds_to_an_answer_is_not_in_the_next_one()
    {
        var history = Open((_, _) => Task.FromResult(new ActivityPage([Education("one")], 1, ContinuationToken: null)));

        (await FindAsync(history, First)).Add(clock.UtcNow, Guid.NewGuid());

        Assert.Equal(1, (await FindAsync(history, First)).Count);
    }

    [Fact]
    public async Task Records_of_all_customers_are_read_once_for_any_number_of_rows()
    {
        var history = OpenAll((_, _) => Task.FromResult(new ActivityPage([Education("one", First), Education("two", Second), Education("three", Second)], 3, ContinuationToken: null)));

        Assert.Equal(1, (await FindAsync(history, First)).Count);
        Assert.Equal(2, (await FindAsync(history, Second)).Count);
        Assert.Equal(0, (await FindAsync(history, Third)).Count);

        // Three windows, and no customer in the filter.
        Assert.All(reads, read => Assert.Null(read.Customer));
        Assert.Equal((3, 3), (reads.Count, reads.Select(read => read.First).Distinct().Count()));
    }

    [Fact]
    public async Task Rows_that_ask_meanwhile_wait_for_the_same_reading()
    {
        var answer = new TaskCompletionSource<ActivityPage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var history = OpenAll((_, _) => reads.Count == 1 ? answer.Task : Task.FromResult(new ActivityPage([], 0, ContinuationToken: null)));

        var rows = Enumerable.Range(0, 8).Select(_ => FindAsync(history, First)).ToArray();
        Assert.DoesNotContain(rows, row => row.IsCompleted);
        answer.SetResult(new ActivityPage([Education("one", First)], 1, ContinuationToken: null));

        Assert.All(await Task.WhenAll(rows), known => Assert.Equal(1, known.Count));
        Assert.Equal(3, reads.Count);
    }

    [Fact]
    public async Task Row_that_stops_waiting_leaves_the_reading_to_the_others()
    {
        var answer = new TaskCompletionSource<ActivityPage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var history = OpenAll((_, _) => reads.Count == 1 ? answer.Task : Task.FromResult(new ActivityPage([], 0, ContinuationToken: null)));
        using var stop = new CancellationTokenSource();

        var stopped = history.FindAsync(First, stop.Token);
        var other = FindAsync(history, Second);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        answer.SetResult(new ActivityPage([Education("two", Second)], 1, ContinuationToken: null));

        Assert.Equal(1, (await other).Count);
        Assert.Null(history.Unreadable);
    }

    [Fact]
    public async Task Records_of_all_customers_are_given_up_after_five_minutes()
    {
        var history = OpenAll((_, stop) => NeverAsync(stop));

        var first = FindAsync(history, First);
        var second = FindAsync(history, Second);
        Assert.Equal(TimeSpan.FromMinutes(5), clock.Asked);
        clock.Pass();

        Assert.Equal((false, false), ((await first).HasRecords, (await second).HasRecords));
        Assert.False((await FindAsync(history, Third)).HasRecords);
        Assert.Contains("5 min", history.Unreadable!, StringComparison.Ordinal);
        Assert.Single(reads);
    }

    [Fact]
    public async Task Records_that_cannot_be_read_leave_it_unknown_and_are_not_asked_for_again()
    {
        var history = Open((_, _) => throw new PartnerCenterException(PartnerCenterErrorKind.AccessDenied, new ErrorText("Access was denied.", "Ask somebody.")));

        var known = await FindAsync(history, First);
        await FindAsync(history, Second);

        Assert.Equal((0, false, null), (known.Count, known.HasRecords, known.Since));
        Assert.Equal("Access was denied.", history.Unreadable);
        Assert.Single(reads);
    }

    [Fact]
    public async Task Half_of_the_records_counts_for_nothing()
    {
        var history = Open((period, _) => reads.Count == 1
            ? Task.FromResult(new ActivityPage([Education("one")], 1, ContinuationToken: null))
            : throw new PartnerCenterException(PartnerCenterErrorKind.ServiceUnavailable, new ErrorText("No.", "Wait.")));

        var known = await FindAsync(history, First);

        Assert.Equal((0, null), (known.Count, known.Since));
    }

    [Fact]
    public async Task Service_that_does_not_answer_is_given_up_after_half_a_minute()
    {
        var ended = false;
        var history = Open(async (_, stop) =>
        {
            using var registration = stop.Register(() => ended = true);
            return await NeverAsync(stop);
        });

        var finding = FindAsync(history, First);
        Assert.False(finding.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(30), clock.Asked);
        clock.Pass();
        var known = await finding;

        Assert.True(ended);
        Assert.Null(known.Since);
        Assert.Contains("30 s", history.Unreadable!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ends_the_reading_and_says_nothing_of_the_records()
    {
        using var stop = new CancellationTokenSource();
        var ended = false;
        var history = Open(
            async (_, token) =>
            {
                using var registration = token.Register(() => ended = true);
                return await NeverAsync(token);
            },
            stop.Token);

        var finding = history.FindAsync(First, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
        Assert.True(ended);
        Assert.Null(history.Unreadable);
    }

    private static async Task<ActivityPage> NeverAsync(CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop);
        throw new InvalidOperationException("Nothing ends an endless wait but its token.");
    }

    private static Task<KnownRequests> FindAsync(RequestHistory history, QualificationRequest request) => history.FindAsync(request, TestContext.Current.CancellationToken);

    private static ActivityRecord Education(string id, QualificationRequest? of = null) => new()
    {
        CustomerId = of?.CustomerId,
        OperationType = "update_customer_qualification",
        OperationStatus = "succeeded",
        NewValue = """{"Qualification":"Education"}""",
        CorrelationId = id,
    };

    private RequestHistory Open(Func<ActivityPeriod, CancellationToken, Task<ActivityPage>> read, CancellationToken? stop = null) =>
        RequestHistory.OfEachCustomer(Center(read), () => new CallOptions(), clock, stop ?? CancellationToken.None);

    private RequestHistory OpenAll(Func<ActivityPeriod, CancellationToken, Task<ActivityPage>> read) =>
        RequestHistory.OfAllCustomers(Center(read), () => new CallOptions(), clock, CancellationToken.None);

    private ControlledCenter Center(Func<ActivityPeriod, CancellationToken, Task<ActivityPage>> read) => new()
    {
        ReadActivity = (period, customer, stop) =>
        {
            reads.Add((customer, period.First));
            return read(period, stop);
        },
    };
}
