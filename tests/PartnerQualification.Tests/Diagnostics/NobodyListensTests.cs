using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Diagnostics;

/// <summary>Diagnostics cost nothing while nobody listens.</summary>
[Collection(nameof(ListenedTo))]
public sealed class NobodyListensTests
{
    private const int Times = 1000;

    [Fact]
    public void Nothing_is_made_for_a_call_that_nobody_listens_to()
    {
        var operation = new ServiceOperation { Name = "reading" };
        var call = new ServiceCall();
        var address = new Uri("https://example.com/");
        using var request = new ServiceRequest(HttpMethod.Get, address, call, operation);
        var trace = new RecordingTrace(TraceLevel.Story);

        Assert.Equal(0, Allocated(() =>
        {
            if (EventTrace.Of(null, call.CorrelationId) is not null || !ReferenceEquals(trace, EventTrace.Of(trace, call.CorrelationId))) throw new InvalidOperationException("A trace was wrapped for nobody.");
            if (CallActivity.IsListenedTo || CallActivity.Current is not null || CallActivity.Of(request) is not null) throw new InvalidOperationException("An activity was made for nobody.");
            if (CallActivity.Start(operation, call, HttpMethod.Get, address) is not null) throw new InvalidOperationException("An activity was begun for nobody.");
        }));
    }

    [Fact]
    public void Handler_of_the_trace_passes_a_request_on_as_it_is()
    {
        var answered = Task.FromResult(new HttpResponseMessage());
        using var handler = new TracingHandler(TimeProvider.System) { InnerHandler = new Answering(answered) };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new ServiceRequest(HttpMethod.Get, new Uri("https://example.com/"), new ServiceCall(), new ServiceOperation { Name = "reading" });

        Assert.Equal(0, Allocated(() =>
        {
            if (!ReferenceEquals(answered, invoker.SendAsync(request, CancellationToken.None))) throw new InvalidOperationException("The task was wrapped for nobody.");
        }));
    }

    private static long Allocated(Action action)
    {
        // Whatever is made once, such as the sources and the compiled code, is made here.
        for (var time = 0; time < Times; time++) action();

        // On one thread, with nothing that waits, so that no other work is counted; and the least of some runs, because the runtime may count its own.
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var time = 0; time < Times; time++) action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    private sealed class Answering(Task<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer;
    }
}
