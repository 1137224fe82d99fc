namespace PartnerQualification.Client;

/// <summary>Tells whoever listens to the call what is sent and what comes back, attempt by attempt. Makes and formats nothing that nobody reads.</summary>
internal sealed class TracingHandler(TimeProvider time) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ((ServiceRequest)request).Call;
        if (CallActivity.Current is { } activity) return SendAndNoteAsync(request, call, activity, cancellationToken);
        return SendAndTraceAsync(request, call, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAndNoteAsync(HttpRequestMessage request, ServiceCall call, CallActivity activity, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            var answer = await SendAndTraceAsync(request, call, cancellationToken).ConfigureAwait(false);
            activity.Attempted(call.Attempts, time.GetElapsedTime(start), (int)answer.StatusCode, failure: null);
            return answer;
        }
        catch (AttemptException failure)
        {
            activity.Attempted(call.Attempts, time.GetElapsedTime(start), status: null, failure.Outcome.ToString());
            throw;
        }
        catch (OperationCanceledException stop)
        {
            activity.Attempted(call.Attempts, time.GetElapsedTime(start), status: null, stop.GetType().FullName);
            throw;
        }
    }

    private Task<HttpResponseMessage> SendAndTraceAsync(HttpRequestMessage request, ServiceCall call, CancellationToken cancellationToken) =>
        call.Trace is { } trace && (trace.IsEnabled(TraceLevel.Story) || trace.IsEnabled(TraceLevel.Messages))
            ? SendAndTellAsync(request, call, trace, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAndTellAsync(HttpRequestMessage request, ServiceCall call, ITraceSink trace, CancellationToken cancellationToken)
    {
        if (trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TraceSending(request.Method.Method, request.RequestUri!, call.Status));
        if (trace.IsEnabled(TraceLevel.Messages)) trace.Write(TraceLevel.Messages, await MessageText.OfAsync(request).ConfigureAwait(false));
        var start = time.GetTimestamp();
        try
        {
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TraceAnswered((int)answer.StatusCode, time.GetElapsedTime(start), call.Status));
            if (trace.IsEnabled(TraceLevel.Messages)) trace.Write(TraceLevel.Messages, await MessageText.OfAsync(answer).ConfigureAwait(false));
            return answer;
        }
        catch (AttemptException failure)
        {
            if (trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TraceFailed(failure.Words, time.GetElapsedTime(start), call.Status));
            throw;
        }
        catch (OperationCanceledException)
        {
            if (trace.IsEnabled(TraceLevel.Story)) trace.Write(TraceLevel.Story, Messages.TraceFailed(Messages.Stopped, time.GetElapsedTime(start), call.Status));
            throw;
        }
    }
}
