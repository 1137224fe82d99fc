using PartnerQualification.Desktop.Loopback;

namespace PartnerQualification.Desktop.Checks;

/// <summary>
/// The client over HttpWebRequest. On the .NET Framework that is the module's own transport, and these repeat what others
/// have checked; Mono's HttpClientHandler is .NET Core's, and this is as near as it comes.
/// </summary>
public static class WebRequestChecks
{
    public static Task Answer_that_does_not_begin_is_given_up_in_time() =>
        HangingService.IsGivenUpAsync(LoopbackClient.ConnectOverWebRequests, request => request.HangAsync(), PartnerCenterErrorKind.OutcomeUnknown);

    public static Task Answer_whose_body_hangs_is_given_up_in_time() =>
        HangingService.IsGivenUpAsync(LoopbackClient.ConnectOverWebRequests, request => request.HangInBodyAsync(), PartnerCenterErrorKind.UnexpectedResponse);

    public static Task Caller_who_stops_while_no_answer_begins_is_let_go() =>
        HangingService.IsLetGoAsync(LoopbackClient.ConnectOverWebRequests, (request, begun) => request.HangAsync(begun));

    public static Task Caller_who_stops_in_the_middle_of_a_body_is_let_go() =>
        HangingService.IsLetGoAsync(LoopbackClient.ConnectOverWebRequests, (request, begun) => request.HangInBodyAsync(begun));

    public static Task Nobody_listening_is_a_connection_that_failed()
    {
        var server = new LoopbackServer(request => request.HangAsync());
        server.Dispose();
        return IsNotConnectedAsync(server.Address);
    }

    public static Task Plain_http_where_tls_is_expected_is_a_connection_that_failed() =>
        IsNotConnectedAsync(new UriBuilder(TestRun.Emulator) { Scheme = "https" }.Uri);

    public static async Task Connection_cut_before_the_answer_leaves_the_outcome_unknown()
    {
        using var server = new LoopbackServer(_ => Task.CompletedTask);
        using var client = LoopbackClient.ConnectOverWebRequests(server.Address);
        LookTimes.Shorten();

        var error = await Expect.FailureAsync(client.SetQualificationAsync(Customers.Education));

        Expect.Equal(PartnerCenterErrorKind.OutcomeUnknown, error.Kind, "the kind");
    }

    private static async Task IsNotConnectedAsync(Uri address)
    {
        using var client = LoopbackClient.ConnectOverWebRequests(address);
        var call = new CallStatus();

        var error = await Expect.FailureAsync(client.SetQualificationAsync(Customers.Education, new CallOptions { Status = call }));

        Expect.Equal(PartnerCenterErrorKind.ConnectionFailed, error.Kind, "the kind");
        Expect.True(error.OutcomeIsKnown && !call.IsOpen, "a request that certainly did nothing");
    }
}
