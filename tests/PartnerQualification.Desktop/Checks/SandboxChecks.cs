using System.Globalization;

namespace PartnerQualification.Desktop.Checks;

/// <summary>A session with the sandbox, as a user has it.</summary>
public static class SandboxChecks
{
    public static async Task Customer_without_a_qualification_has_none()
    {
        using var session = SandboxSession.Open();

        Expect.Equal(0, (await session.Client.GetQualificationsAsync(Customers.First)).Count, "the number of qualifications");
    }

    public static async Task Qualification_that_is_set_can_be_read()
    {
        using var session = SandboxSession.Open();

        var set = await session.Client.SetQualificationAsync(Customers.Education);
        var read = (await session.Client.GetQualificationsAsync(Customers.First)).Single();

        Expect.Equal(Qualifications.Education, set.Qualification, "what was set");
        Expect.Equal(VettingStatuses.InReview, read.VettingStatus, "the status");
        Expect.True(read.VettingCreatedDate > DateTimeOffset.UtcNow.AddMinutes(-5), "a review that began just now");
    }

    public static async Task Customers_come_page_by_page_each_once()
    {
        using var session = SandboxSession.Open(new SandboxOptions { CustomerCount = 120 });
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var pages = 0;

        CustomerPage? page = null;
        do
        {
            page = await session.Client.GetCustomersAsync(new CustomerQuery { ContinuationToken = page?.ContinuationToken, PageSize = 50 });
            foreach (var customer in page.Customers) Expect.True(ids.Add(customer.CustomerId), $"{customer.CustomerId} once");
            pages++;
        }
        while (page.ContinuationToken is not null);

        Expect.Equal("120 3", string.Format(CultureInfo.InvariantCulture, "{0} {1}", ids.Count, pages), "customers and pages");
    }

    public static async Task Validation_code_serves_a_government_customer_and_has_one_less_left()
    {
        using var session = SandboxSession.Open();
        var code = (await session.Client.GetValidationCodesAsync()).First(code => code.RemainingCreates > 0);

        await session.Client.SetQualificationAsync(QualificationRequest.Create(Customers.First, Qualifications.GovernmentCommunityCloud, validationCode: code.ValidationId));

        var after = (await session.Client.GetValidationCodesAsync()).Single(other => other.ValidationId == code.ValidationId);
        Expect.Equal(code.RemainingCreates - 1, after.RemainingCreates, "what remains");
    }

    public static async Task Review_is_followed_to_its_end()
    {
        using var session = SandboxSession.Open(new SandboxOptions { VettingTime = TimeSpan.FromMilliseconds(300) });
        var review = await session.Client.SetQualificationAsync(Customers.Education);
        var observer = new RecordingObserver();

        var follower = new VettingFollower(session.Client, new VettingFollowerOptions { PollingInterval = TimeSpan.FromMilliseconds(100) });
        await Expect.InTimeAsync(follower.FollowAsync([review], observer));

        Expect.Equal(VettingStatuses.Approved, observer.Decisions.Single().VettingStatus, "the decision");
    }

    public static async Task Review_that_takes_too_long_is_given_up_in_time()
    {
        using var session = SandboxSession.Open(new SandboxOptions { VettingTime = TimeSpan.FromHours(1) });
        var review = await session.Client.SetQualificationAsync(Customers.Education);
        var observer = new RecordingObserver();

        var follower = new VettingFollower(session.Client, new VettingFollowerOptions { Timeout = TimeSpan.FromMilliseconds(200) });
        await Expect.InTimeAsync(follower.FollowAsync([review], observer));

        Expect.Equal(Customers.First, observer.GivenUp.Single().CustomerId, "the customer that was given up");
    }

    public static async Task Slow_answer_is_left_when_the_caller_stops()
    {
        using var session = SandboxSession.Open(new SandboxOptions { Latency = TimeSpan.FromHours(1) });
        using var stop = new CancellationTokenSource();
        var sending = new FirstTrace();
        var call = new CallStatus();

        var set = session.Client.SetQualificationAsync(Customers.Education, new CallOptions { Trace = sending, Status = call }, stop.Token);
        await Expect.InTimeAsync(sending.Written);
        stop.Cancel();

        await Expect.CancelledAsync(set, stop.Token);
        Expect.True(call.IsOpen, "a request whose fate is not known");
    }

    /// <summary>Tells when the first thing was written: that a request is being sent.</summary>
    private sealed class FirstTrace : ITraceSink
    {
        private readonly TaskCompletionSource<bool> written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Written => written.Task;

        public bool IsEnabled(TraceLevel level) => level == TraceLevel.Story;

        public void Write(TraceLevel level, string text) => written.TrySetResult(true);
    }
}
