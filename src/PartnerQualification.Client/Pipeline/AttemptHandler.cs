namespace PartnerQualification.Client;

/// <summary>
/// One attempt on the network: limits its time, reads the answer to its end, notes on the call what became of it,
/// and says in one way how it failed, whatever carried it.
/// </summary>
internal sealed class AttemptHandler(TimeSpan timeout, BodyReader bodies, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new TimeLimit(timeout, time, cancellationToken);
        var call = ((ServiceRequest)request).Call;
        var answer = await SendAsync(request, call, limit, cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadBodyAsync(answer, limit, cancellationToken).ConfigureAwait(false);
            Note(answer, call);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ServiceCall call, TimeLimit limit, CancellationToken cancellationToken)
    {
        call.Sending();
        try
        {
            return await base.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (TransportFailure.Read(exception, limit.IsOver) is { } outcome)
        {
            if (outcome == AttemptOutcome.NotConnected) call.AttemptDidNothing();
            throw new AttemptException(outcome, TransportFailure.Inner(exception));
        }
    }

    private async Task ReadBodyAsync(HttpResponseMessage answer, TimeLimit limit, CancellationToken cancellationToken)
    {
        var content = answer.Content;
        if (content is null) return;
        try
        {
            answer.Content = await bodies.ReadAsync(content, limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (!answer.IsSuccessStatusCode && (exception is BodyTooLongException || TransportFailure.Read(exception, limit.IsOver) is not null))
        {
            // The status says enough; what it would have said besides is lost.
            answer.Content = new BufferedContent([], 0);
        }
        catch (BodyTooLongException)
        {
            throw new AttemptException(AttemptOutcome.TooLong) { StatusCode = answer.StatusCode };
        }
        catch (Exception exception) when (TransportFailure.Read(exception, limit.IsOver) is { } outcome)
        {
            var kind = outcome == AttemptOutcome.TimedOut ? outcome : AttemptOutcome.ConnectionLost;
            throw new AttemptException(kind, TransportFailure.Inner(exception)) { StatusCode = answer.StatusCode };
        }
        finally
        {
            content.Dispose();
        }
    }

    /// <summary>What an answer says about the fate of this attempt, and of those before it under the same request id (docs/decisions/0006-fate-of-an-attempt.md).</summary>
    private static void Note(HttpResponseMessage answer, ServiceCall call)
    {
        var body = (answer.Content as BufferedContent)?.Body ?? default;
        switch ((int)answer.StatusCode)
        {
            case 408 or 500 or 502 or 504 or > 504:
            case >= 200 and < 300 when WireReader.IsPage(body):
                break;
            case < 200 or (>= 300 and < 400) or 401 or 407 or 429 or 501 or 503:
            case >= 400 when !FaultReader.IsServicesOwn(body):
                call.AttemptDidNothing();
                break;
            case >= 200 and < 300:
                call.Accepted();
                break;
            default:
                call.Refused();
                break;
        }
    }
}
