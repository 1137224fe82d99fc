namespace PartnerQualification.PowerShell.Tests.Running;

/// <summary>Looking up what was requested for a customer, where it may cost nothing but a read.</summary>
public sealed class RequestHistoryTests
{
    private static readonly QualificationRequest First = QualificationRequest.Create("c0000000-0000-4000-8000-000000000001", "Education", "K12", "contoso.edu");

    private static readonly QualificationRequest Second = QualificationRequest.Create("c0000000-0000-4000-8000-000000000002", "Education", "K12", "fabrikam.edu");

    private readonly ControlledClock clock = new();
    private readonly List<(string? Customer, DateTimeOffset First)> reads = [];

    [Fact]
    public async Task Ninety_days_of_a_customer_are_read_once()
    {
        var history = Open((_, _) => Task.FromResult(new ActivityPage([Education("one")], 1, ContinuationToken: null)));

        var known = await FindAsync(history, First);
        var again = await FindAsync(history, First);
        await FindAsync(history, Second);

        Assert.Same(known, again);
        Assert.Equal((1, true), (known.Count, known.HasRecords));
        Assert.Equal(new DateTimeOffset(2026, 8, 27, 0, 0, 0, TimeSpan.Zero), known.Since);
        Assert.Equal([First.CustomerId, First.CustomerId, First.CustomerId, Second.CustomerId, Second.CustomerId, Second.CustomerId], reads.Select(read => read.Customer), StringComparer.Ordinal);
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
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException("Nothing ends an endless wait but its token.");
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
        var history = Open(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("Nothing ends an endless wait but its token.");
        });

        var finding = history.FindAsync(First, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
        Assert.Null(history.Unreadable);
    }

    private static Task<KnownRequests> FindAsync(RequestHistory history, QualificationRequest request) => history.FindAsync(request, TestContext.Current.CancellationToken);

    private static ActivityRecord Education(string id) => new()
    {
        OperationType = "update_customer_qualification",
        OperationStatus = "succeeded",
        NewValue = """{"Qualification":"Education"}""",
        CorrelationId = id,
    };

    private RequestHistory Open(Func<ActivityPeriod, CancellationToken, Task<ActivityPage>> read)
    {
        var center = new ControlledCenter
        {
            ReadActivity = (period, customer, stop) =>
            {
                reads.Add((customer, period.First));
                return read(period, stop);
            },
        };
        return new RequestHistory(center, () => new ServiceCall(), clock);
    }

    /// <summary>A clock that stands still until a test lets the pause that is waited for pass.</summary>
    private sealed class ControlledClock : Clock
    {
        private TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan? Asked { get; private set; }

        public override DateTimeOffset UtcNow { get; } = new(2026, 11, 24, 13, 55, 0, TimeSpan.Zero);

        public override Task Delay(TimeSpan delay, CancellationToken cancellationToken)
        {
            Asked = delay;
            waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting.Task.WaitAsync(cancellationToken);
        }

        public void Pass() => waiting.SetResult();
    }
}
