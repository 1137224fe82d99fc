namespace PartnerQualification.Client;

/// <summary>
/// One attempt on the network: limits its time, reads the answer to its end, decides what it means and notes on the call what became of it.
/// However an attempt fails, and whatever carried it, above this handler it is an <see cref="AttemptException"/>.
/// </summary>
internal sealed class AttemptHandler(TimeSpan timeout, BodyReader bodies, ServiceClock serviceClock, TimeProvider time) : DelegatingHandler
{
    private static readonly ArraySegment<byte> NoBody = new([]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new TimeLimit(timeout, time, cancellationToken);
        var attempt = (ServiceRequest)request;
        var response = await SendAsync(attempt, limit, cancellationToken).ConfigureAwait(false);
        var receivedAt = time.GetUtcNow();
        try
        {
            var body = await ReadBodyAsync(response, attempt.Call, limit, cancellationToken).ConfigureAwait(false);
            var answer = Answer.Read(response, body, attempt.Operation, time);
            Note(answer.Classification.Fate, attempt.Call);
            if (response.Headers.Date is { } date && !answer.IsForeign) serviceClock.Note(date, receivedAt);
            using var unread = response.Content;

            // To parse the type is a hundredth of what a read costs, and only a trace shows it.
            response.Content = new AnswerContent(answer, body, attempt.Call.Trace is null ? null : unread?.Headers.ContentType);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ServiceRequest attempt, TimeLimit limit, CancellationToken cancellationToken)
    {
        attempt.LeftAt = time.GetTimestamp();
        attempt.Call.Status.Sending();
        attempt.SentAt = time.GetUtcNow();
        try
        {
            return await base.SendAsync(attempt, limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (TransportFailure.Read(exception, limit.IsOver) is { } outcome)
        {
            throw Noted(new AttemptException(outcome, TransportFailure.Inner(exception)), attempt.Call);
        }
    }

    private async ValueTask<ArraySegment<byte>> ReadBodyAsync(HttpResponseMessage response, ServiceCall call, TimeLimit limit, CancellationToken cancellationToken)
    {
        if (response.Content is null) return NoBody;
        try
        {
            return await bodies.ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (!response.IsSuccessStatusCode && (exception is BodyTooLongException || TransportFailure.Read(exception, limit.IsOver) is not null))
        {
            // The status alone says enough. What the body would have said besides is lost.
            return NoBody;
        }
        catch (BodyTooLongException)
        {
            throw Noted(new AttemptException(AttemptOutcome.TooLong) { StatusCode = response.StatusCode }, call);
        }
        catch (Exception exception) when (TransportFailure.Read(exception, limit.IsOver) is { } outcome)
        {
            var kind = outcome == AttemptOutcome.TimedOut ? outcome : AttemptOutcome.ConnectionLost;
            throw Noted(new AttemptException(kind, TransportFailure.Inner(exception)) { StatusCode = response.StatusCode }, call);
        }
    }

    private static AttemptException Noted(AttemptException failure, ServiceCall call)
    {
        Note(failure.Classification.Fate, call);
        return failure;
    }

    private static void Note(AttemptFate fate, ServiceCall call)
    {
        if (fate == AttemptFate.DidNothing) call.Status.AttemptDidNothing();
        else if (fate == AttemptFate.Refused) call.Status.Refused();
        else if (fate == AttemptFate.Accepted) call.Status.Accepted();
    }
}
