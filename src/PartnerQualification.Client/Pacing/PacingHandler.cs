namespace PartnerQualification.Client.Pacing;

/// <summary>
/// Sends each attempt when the session's <see cref="Pacer"/> lets it. It stands inside of the retry handler: that one sends a refused
/// request again at once, and the wait that the service asked for happens here, once for everybody.
/// </summary>
internal sealed class PacingHandler(Pacer pacer) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var permit = await pacer.WaitAsync(((ServiceRequest)request).TimeLeft, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response;
        }
        finally
        {
            End(permit, response is null ? null : Answer.Of(response));
        }
    }

    private void End(Permit permit, Answer? answer)
    {
        if (answer is null) pacer.Abandoned(permit);
        else if (answer.Classification.IsThrottled) pacer.Throttled(permit, answer.RequestedWait);
        else pacer.Answered(permit);
    }
}
