using System.Net;
using PartnerQualification.Desktop.Loopback;

namespace PartnerQualification.Desktop.Checks;

/// <summary>The client's HttpClientHandler over real connections, and what the client does where that handler can do less than the one of .NET.</summary>
public static class TransportChecks
{
    private const string Held = """[{ "qualification": "StateOwnedEntity" }]""";

    public static async Task Emulator_is_read_and_set()
    {
        using var client = await Emulator.ConnectAsync();

        await Expect.InTimeAsync(client.SetQualificationAsync(Customers.Education));

        Expect.Equal(Qualifications.Education, (await client.GetQualificationsAsync(Customers.First)).Single().Qualification, "what is held");
    }

    public static Task Answer_that_does_not_begin_is_given_up_in_time() => HangingService.IsGivenUpAsync(LoopbackClient.Connect, request => request.HangAsync(), PartnerCenterErrorKind.OutcomeUnknown);

    public static Task Answer_whose_body_hangs_is_given_up_in_time() => HangingService.IsGivenUpAsync(LoopbackClient.Connect, request => request.HangInBodyAsync(), PartnerCenterErrorKind.UnexpectedResponse);

    public static Task Caller_who_stops_while_no_answer_begins_is_let_go() => HangingService.IsLetGoAsync(LoopbackClient.Connect, (request, begun) => request.HangAsync(begun));

    public static Task Caller_who_stops_in_the_middle_of_a_body_is_let_go() => HangingService.IsLetGoAsync(LoopbackClient.Connect, (request, begun) => request.HangInBodyAsync(begun));

    public static async Task Compressed_answer_is_asked_for_and_read()
    {
        using var server = new LoopbackServer(request => request.AnswerCompressedAsync(System.Text.Encoding.UTF8.GetBytes(Held)));
        using var client = LoopbackClient.Connect(server.Address);

        var held = await Expect.InTimeAsync(client.GetQualificationsAsync(Customers.First));

        Expect.Equal(Qualifications.StateOwnedEntity, held.Single().Qualification, "what is held");
        Expect.True(server.Requests.Single().Contains("gzip"), "a request that accepts gzip");
    }

    public static async Task Compressed_answer_that_unfolds_beyond_the_limit_is_refused()
    {
        using var server = new LoopbackServer(request => request.AnswerCompressedAsync(new byte[1024 * 1024]));
        using var client = LoopbackClient.Connect(server.Address, new PartnerCenterOptions { MaxResponseBytes = 100_000 });

        var error = await Expect.FailureAsync(client.GetQualificationsAsync(Customers.First));

        Expect.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind, "the kind");
    }

    public static async Task Redirect_is_not_followed_and_the_token_goes_nowhere_else()
    {
        using var elsewhere = new LoopbackServer(request => request.AnswerAsync("[]"));
        using var server = new LoopbackServer(request => request.AnswerAsync(302, $"Location: {elsewhere.Address}"));
        using var client = LoopbackClient.Connect(server.Address);

        var error = await Expect.FailureAsync(client.GetQualificationsAsync(Customers.First));

        Expect.Equal(HttpStatusCode.Found, error.StatusCode, "the status");
        Expect.Equal(0, elsewhere.Requests.Count, "the number of requests elsewhere");
    }

    public static async Task Cookie_of_an_answer_is_not_sent_back()
    {
        using var server = new LoopbackServer(request => request.AnswerAsync("[]", "Set-Cookie: session=1"));
        using var client = LoopbackClient.Connect(server.Address);

        await client.GetQualificationsAsync(Customers.First);
        await client.GetQualificationsAsync(Customers.First);

        Expect.Equal(2, server.Requests.Count, "the number of requests");
        Expect.True(!server.Requests[1].Contains("Cookie"), "a request without a cookie");
    }

    public static async Task Request_does_not_wait_for_leave_to_send_its_body()
    {
        using var server = new LoopbackServer(request => request.AnswerAsync("""{ "qualification": "Education" }"""));
        using var client = LoopbackClient.Connect(server.Address);

        await Expect.InTimeAsync(client.SetQualificationAsync(Customers.Education));

        Expect.True(!server.Requests.Single().Contains("Expect:"), "a request without an Expect header");
    }

    public static async Task Nobody_listening_is_a_connection_that_failed()
    {
        var server = new LoopbackServer(request => request.HangAsync());
        server.Dispose();
        using var client = LoopbackClient.Connect(server.Address);
        var call = new CallStatus();

        var error = await Expect.FailureAsync(client.SetQualificationAsync(Customers.Education, new CallOptions { Status = call }));

        Expect.Equal(PartnerCenterErrorKind.ConnectionFailed, error.Kind, "the kind");
        Expect.True(error.OutcomeIsKnown && !call.IsOpen, "a request that certainly did nothing");
        Expect.True(error.Message.Contains(server.Address.Authority), $"a message that names the address, not: {error.Message}");
    }

    public static async Task Plain_http_where_tls_is_expected_is_a_connection_that_failed()
    {
        using var client = LoopbackClient.Connect(new UriBuilder(TestRun.Emulator) { Scheme = "https" }.Uri);

        var error = await Expect.FailureAsync(client.SetQualificationAsync(Customers.Education));

        Expect.Equal(PartnerCenterErrorKind.ConnectionFailed, error.Kind, "the kind");
        Expect.True(error.OutcomeIsKnown, "a request that certainly did nothing");
    }

    public static async Task Proxy_of_the_options_is_asked_for_a_tunnel_and_does_not_see_the_token()
    {
        using var proxy = new LoopbackServer(request => request.AnswerAsync(502));
        using var client = LoopbackClient.Connect(new Uri("https://partner-center.invalid/"), new PartnerCenterOptions { Proxy = new AlwaysProxy(proxy.Address) });

        await Expect.FailureAsync(client.SetQualificationAsync(Customers.Education));

        Expect.True(proxy.Requests.Count > 0 && proxy.Requests[0].StartsWith("CONNECT partner-center.invalid:443", StringComparison.Ordinal), "a request for the proxy");
        Expect.True(!proxy.Requests.Any(request => request.Contains("token-of-the-test")), "no token in it");
    }

    public static async Task Proxy_never_carries_what_is_for_this_machine()
    {
        using var proxy = new LoopbackServer(request => request.AnswerAsync(Held));
        using var server = new LoopbackServer(request => request.AnswerAsync(Held));
        using var client = LoopbackClient.Connect(server.Address, new PartnerCenterOptions { Proxy = new AlwaysProxy(proxy.Address) });

        await Expect.InTimeAsync(client.GetQualificationsAsync(Customers.First));

        Expect.Equal(1, server.Requests.Count, "the number of requests at the service");
        Expect.Equal(0, proxy.Requests.Count, "the number of requests at the proxy");
    }

    public static async Task More_requests_are_under_way_at_once_than_the_frameworks_two()
    {
        const int Together = 8;
        var arrived = 0;
        var all = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new LoopbackServer(async request =>
        {
            if (Interlocked.Increment(ref arrived) == Together) all.SetResult(true);
            await all.Task;
            await request.AnswerAsync(Held);
        });
        using var client = LoopbackClient.Connect(server.Address);

        await Expect.InTimeAsync(Task.WhenAll(Enumerable.Range(0, Together).Select(_ => client.GetQualificationsAsync(Customers.First))));

        Expect.Equal(Together, server.Requests.Count, "the number of requests");
    }
}
