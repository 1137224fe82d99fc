using PartnerQualification.Client;
using PartnerQualification.Client.Outages;
using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.State;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Loopback;

/// <summary>The client over real connections, with everything that can go wrong on them.</summary>
public sealed class LoopbackTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // Lost answers are looked for at once: what is real here is the connection, and not the time.
    private static readonly LookTimes SoonLooked = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200));

    private EmulatorHost emulator = null!;

    public async ValueTask InitializeAsync()
    {
        emulator = await EmulatorHost.StartAsync(new EmulatorOptions());
        // A review that does not end while a test runs, however busy the machine is.
        emulator.Dials = emulator.Dials with { VettingSeconds = 3600 };
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    [Theory]
    [InlineData("reset")]
    [InlineData("resetAfterCommit")]
    [InlineData("hang")]
    [InlineData("slowBody")]
    [InlineData("truncatedBody")]
    [InlineData("status:500")]
    [InlineData("status:503")]
    [InlineData("html502")]
    [InlineData("stalledBody")]
    [InlineData("html200")]
    [InlineData("emptyBody")]
    [InlineData("bom")]
    [InlineData("wrongContentType")]
    public async Task A_fault_that_passes_is_survived_and_the_request_takes_effect_once(string kind)
    {
        SetFault(kind, times: 1);
        using var client = Connect(new PartnerCenterOptions { AttemptTimeout = TimeSpan.FromSeconds(3) });

        var set = await client.SetQualificationAsync(ClientBuilder.Education, cancellationToken: Token()).WaitAsync(Limit, Token());

        Assert.Equal("Education", set.Qualification);
        var customer = Assert.Single(emulator.State.Customers);
        Assert.Equal((1, 1), (customer.Qualifications.Count, customer.PostsEffective));
    }

    public static TheoryData<string, bool, double> LostAnswers()
    {
        var cases = new TheoryData<string, bool, double>();
        foreach (var kind in (string[])["reset", "hang", "status:408", "status:500", "status:504", "html502", "html200", "truncatedBody", "stalledBody", "hugeBody"])
        {
            cases.Add(kind, true, 0);
            cases.Add(kind, false, 0);
            cases.Add(kind, false, 0.15);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task A_request_that_took_effect_and_whose_answer_is_always_lost_is_found_by_reading(string kind, bool replays, double readLag)
    {
        emulator.Dials = emulator.Dials with { RememberRequestIds = replays, ReadLagSeconds = readLag, Faults = [new Fault(kind) { Method = "POST", AfterCommit = true }] };
        using var client = Connect(new PartnerCenterOptions { AttemptTimeout = TimeSpan.FromSeconds(1) });
        var call = new TrackedCall();

        var set = await client.SetQualificationAsync(ClientBuilder.Education, call, Token()).WaitAsync(Limit, Token());

        Assert.Equal((true, "InReview", (Guid?)call.RequestId), (set.FoundByReading, set.VettingStatus, set.RequestId));
        var customer = Assert.Single(emulator.State.Customers);
        Assert.Equal((1, 1), (customer.PostsArrived, customer.PostsEffective));
    }

    [Theory]
    [InlineData("reset", PartnerCenterErrorKind.OutcomeUnknown, false)]
    [InlineData("resetAfterCommit", PartnerCenterErrorKind.OutcomeUnknown, false)]
    [InlineData("hang", PartnerCenterErrorKind.OutcomeUnknown, false)]
    [InlineData("truncatedBody", PartnerCenterErrorKind.UnexpectedResponse, true)]
    [InlineData("hugeBody", PartnerCenterErrorKind.UnexpectedResponse, true)]
    [InlineData("status:500", PartnerCenterErrorKind.OutcomeUnknown, false)]
    [InlineData("status:503", PartnerCenterErrorKind.ServiceUnavailable, true)]
    [InlineData("html502", PartnerCenterErrorKind.OutcomeUnknown, false)]
    [InlineData("bareString", PartnerCenterErrorKind.TaggingDenied, true)]
    public async Task A_fault_that_stays_is_told_for_what_it_is(string kind, PartnerCenterErrorKind expected, bool isKnown)
    {
        SetFault(kind, times: null);
        using var client = Connect(new PartnerCenterOptions { MaxAttempts = 2, AttemptTimeout = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.SetQualificationAsync(ClientBuilder.Education, cancellationToken: Token()).WaitAsync(Limit, Token()));

        Assert.Equal((expected, isKnown), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains(ClientBuilder.Customer, error.Message, StringComparison.Ordinal);
        Assert.InRange(emulator.State.Customers.Sum(customer => customer.PostsEffective), 0, 1);
    }

    [Theory]
    [InlineData("reset", PartnerCenterErrorKind.ConnectionFailed)]
    [InlineData("hang", PartnerCenterErrorKind.ConnectionFailed)]
    [InlineData("truncatedBody", PartnerCenterErrorKind.ConnectionFailed)]
    [InlineData("hugeBody", PartnerCenterErrorKind.UnexpectedResponse)]
    [InlineData("status:504", PartnerCenterErrorKind.ServiceUnavailable)]
    public async Task Reading_that_fails_changed_nothing(string kind, PartnerCenterErrorKind expected)
    {
        SetFault(kind, times: null);
        using var client = Connect(new PartnerCenterOptions { MaxAttempts = 2, AttemptTimeout = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetValidationCodesAsync(cancellationToken: Token()).WaitAsync(Limit, Token()));

        Assert.Equal((expected, true), (error.Kind, error.OutcomeIsKnown));
    }

    [Theory]
    [InlineData("bom")]
    [InlineData("wrongContentType")]
    [InlineData("slowBody")]
    public async Task An_odd_answer_is_read(string kind)
    {
        SetFault(kind, times: null);
        using var client = Connect(new PartnerCenterOptions());

        Assert.Equal(2, (await client.GetValidationCodesAsync(cancellationToken: Token()).WaitAsync(Limit, Token())).Count);
    }

    [Fact]
    public async Task Ten_thousand_customers_come_page_by_page_each_once()
    {
        await using var crowded = await EmulatorHost.StartAsync(new EmulatorOptions { CustomerCount = 10_000 });
        using var client = Connect(new PartnerCenterOptions(), crowded);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var pages = 0;

        CustomerPage? page = null;
        do
        {
            page = await client.GetCustomersAsync(new CustomerQuery { ContinuationToken = page?.ContinuationToken }, cancellationToken: Token()).WaitAsync(Limit, Token());
            Assert.All(page.Customers, customer => Assert.True(ids.Add(customer.CustomerId), customer.CustomerId));
            pages++;
        }
        while (page.ContinuationToken is not null);

        Assert.Equal((10_000, 20, 10_000), (ids.Count, pages, page.TotalCount!.Value));
    }

    [Fact]
    public async Task Nobody_listening_is_a_connection_that_failed()
    {
        var address = emulator.Address;
        await emulator.DisposeAsync();
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Endpoint = address, MaxAttempts = 2, RetryBaseDelay = TimeSpan.FromMilliseconds(1) }, new StaticTokenSource("t"));
        var call = new TrackedCall();

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.SetQualificationAsync(ClientBuilder.Education, call, Token()).WaitAsync(Limit, Token()));

        Assert.Equal((PartnerCenterErrorKind.ConnectionFailed, true), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains(address.Authority, error.Message, StringComparison.Ordinal);
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task Plain_http_where_tls_is_expected_is_a_connection_that_failed()
    {
        var address = new UriBuilder(emulator.Address) { Scheme = "https" }.Uri;
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Endpoint = address, MaxAttempts = 1 }, new StaticTokenSource("t"));

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.SetQualificationAsync(ClientBuilder.Education, cancellationToken: Token()).WaitAsync(Limit, Token()));

        Assert.Equal((PartnerCenterErrorKind.ConnectionFailed, true), (error.Kind, error.OutcomeIsKnown));
    }

    [Fact]
    public async Task Throttled_sets_all_take_effect_once()
    {
        emulator.Dials = emulator.Dials with { Rate = 40, Burst = 5 };
        using var client = Connect(new PartnerCenterOptions());
        var requests = Enumerable.Range(1, 20).Select(number => QualificationRequest.Create($"c0000000-0000-4000-8000-{number:x12}", "StateOwnedEntity"));

        await Task.WhenAll(requests.Select(request => client.SetQualificationAsync(request, cancellationToken: Token()))).WaitAsync(Limit, Token());

        Assert.Equal(20, emulator.State.Customers.Count);
        Assert.All(emulator.State.Customers, customer => Assert.Equal(1, customer.PostsEffective));
        Assert.Equal(emulator.State.Throttled, client.Pacing.ThrottledAnswers);
    }

    [Fact]
    public async Task Stopped_while_the_service_hangs_the_call_returns_at_once_and_stays_open()
    {
        SetFault("hang", times: null);
        using var client = Connect(new PartnerCenterOptions());
        using var stop = new CancellationTokenSource();
        var call = new TrackedCall();

        var set = client.SetQualificationAsync(ClientBuilder.Education, call, stop.Token);
        await emulator.WaitForStateAsync(new StateCondition { Requests = 1 }, Token()).WaitAsync(Limit, Token());
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => set.WaitAsync(TimeSpan.FromSeconds(5), Token()));
        Assert.True(call.IsOpen);
    }

    [Fact]
    public async Task What_arrives_is_what_the_contract_says()
    {
        using var client = Connect(new PartnerCenterOptions());
        var call = new TrackedCall();

        await client.SetQualificationAsync(ClientBuilder.Education, call, Token());

        var headers = Assert.Single(emulator.State.LastRequests).Headers;
        Assert.Equal(call.RequestId.ToString(), headers["MS-RequestId"]);
        Assert.Equal("v1", headers["MS-Contract-Version"]);
        Assert.False(headers.ContainsKey("Expect"));
    }

    private static CancellationToken Token() => TestContext.Current.CancellationToken;

    private void SetFault(string kind, int? times) => emulator.Dials = emulator.Dials with { Faults = [new Fault(kind) { Times = times }] };

    private PartnerCenterClient Connect(PartnerCenterOptions options, EmulatorHost? host = null) => new(
        options with { Endpoint = (host ?? emulator).Address, RetryBaseDelay = TimeSpan.FromMilliseconds(20) },
        new StaticTokenSource((host ?? emulator).IssueToken(SandboxTokenKind.User)),
        TimeProvider.System,
        randomness: null,
        new OutageLimits(),
        SoonLooked);
}
