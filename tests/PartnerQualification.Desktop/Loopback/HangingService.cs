using System.Diagnostics;

namespace PartnerQualification.Desktop.Loopback;

/// <summary>What a caller sees of a service that does not answer.</summary>
internal static class HangingService
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(5);

    // Timers may be early by the resolution of the clock.
    private static readonly TimeSpan Earlier = TimeSpan.FromMilliseconds(50);

    public delegate IPartnerCenter Connect(Uri address, PartnerCenterOptions? options);

    /// <summary>Sets at a service that hangs, and expects to learn of it in the time of one attempt.</summary>
    public static async Task IsGivenUpAsync(Connect connect, Func<LoopbackRequest, Task> answer, PartnerCenterErrorKind expected)
    {
        // Read once first, so that the runtime has compiled everything before the time of an attempt is measured.
        using var server = new LoopbackServer(request => request.Head.StartsWith("GET", StringComparison.Ordinal) ? request.AnswerAsync("[]") : answer(request));
        using var client = connect(server.Address, new PartnerCenterOptions { AttemptTimeout = Attempt });
        LookTimes.Shorten();
        await Expect.InTimeAsync(client.GetQualificationsAsync(Customers.First));
        var watch = Stopwatch.StartNew();

        var error = await Expect.FailureAsync(client.SetQualificationAsync(Customers.Education));

        Expect.Equal(expected, error.Kind, "the kind");
        Expect.True(watch.Elapsed > Attempt - Earlier, $"to have waited, not to be told after {watch.ElapsedMilliseconds} ms");
        Expect.Equal(expected != PartnerCenterErrorKind.OutcomeUnknown, error.OutcomeIsKnown, "whether the outcome is known");
    }

    /// <summary>Stops a caller when the service has begun to hang, and expects the caller back at once.</summary>
    public static async Task IsLetGoAsync(Connect connect, Func<LoopbackRequest, Action, Task> answer)
    {
        var begun = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new LoopbackServer(request => answer(request, () => begun.SetResult(true)));
        using var client = connect(server.Address, new PartnerCenterOptions { MaxResponseBytes = 256 * 1024 * 1024 });
        using var stop = new CancellationTokenSource();
        var call = new CallStatus();

        var set = client.SetQualificationAsync(Customers.Education, new CallOptions { Status = call }, stop.Token);
        await Expect.InTimeAsync(begun.Task);
        stop.Cancel();

        await Expect.CancelledAsync(set, stop.Token);
        Expect.True(call.IsOpen, "a request whose fate is not known");
    }
}
