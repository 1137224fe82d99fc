namespace PartnerQualification.Client.Outages;

/// <summary>
/// Sends nothing new while nothing gets through to the service, but a probe now and then. It stands inside of the retry handler, so that
/// whoever waits here uses up no attempt, and outside of the pacing handler, so that nobody waits here with a permit.
/// </summary>
internal sealed class OutageHandler(OutageGate gate) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var message = (ServiceRequest)request;
        var pass = await gate.WaitAsync(message, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AttemptException failure)
        {
            if (End(pass, message, failure) is { } end) throw end;
            throw;
        }
        catch
        {
            gate.Abandoned(pass);
            throw;
        }

        if (End(pass, message, Answer.Of(response)) is not { } outage) return response;
        response.Dispose();
        throw outage;
    }

    private AttemptException? End(Pass pass, ServiceRequest request, Answer answer)
    {
        if (answer.Classification.IsFailure) return gate.Failed(pass, request, answer, failure: null)?.With(answer);
        if (answer.Classification.GotThrough) gate.GotThrough(request);
        else gate.SaidNothing(pass, request);
        return null;
    }

    private AttemptException? End(Pass pass, ServiceRequest request, AttemptException failure)
    {
        if (failure.Classification.IsFailure) return gate.Failed(pass, request, answer: null, failure);
        if (failure.Outcome == AttemptOutcome.TooLong) gate.SaidNothing(pass, request);
        else gate.Abandoned(pass);
        return null;
    }
}
