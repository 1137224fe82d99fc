using System.Net;

namespace PartnerQualification.Client.Pacing;

/// <summary>
/// Sends each attempt when the session's <see cref="Pacer"/> lets it. It stands inside of the retry handler: that one sends a refused
/// request again at once, and the wait that the service asked for happens here, once for everybody.
/// </summary>
internal sealed class PacingHandler(Pacer pacer, TimeProvider time) : DelegatingHandler
{
    private const HttpStatusCode TooManyRequests = (HttpStatusCode)429;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var permit = await pacer.WaitAsync((request as ServiceRequest)?.TimeLeft ?? TimeSpan.MaxValue, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response;
        }
        finally
        {
            Report(permit, response);
        }
    }

    private void Report(Permit permit, HttpResponseMessage? response)
    {
        if (response is null) pacer.Abandoned(permit);
        else if (response.StatusCode == TooManyRequests) pacer.Throttled(permit, RetryAfterHeader.Asked(response, time));
        else pacer.Answered(permit);
    }
}
