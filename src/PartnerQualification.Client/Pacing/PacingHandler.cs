namespace PartnerQualification.Client.Pacing;

/// <summary>
/// Sends each attempt when the <see cref="Pacer"/> of its operation lets it. It stands inside of the retry handler: that one sends a refused
/// request again at once, and the wait that the service asked for happens here, once for all who wait for the same limit.
/// </summary>
internal sealed class PacingHandler(Pacers pacers) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = (ServiceRequest)request;
        var pacer = pacers.Of(attempt.Operation);
        var permit = await pacer.WaitAsync(attempt.Operation.CustomerId, attempt.TimeLeft, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response;
        }
        finally
        {
            End(pacer, permit, response is null ? null : Answer.Of(response));
        }
    }

    private static void End(Pacer pacer, Permit permit, Answer? answer)
    {
        if (answer is null) pacer.Abandoned(permit);
        else if (answer.Classification.IsThrottled) pacer.Throttled(permit, answer.RequestedWait);
        else pacer.Answered(permit);
    }
}
