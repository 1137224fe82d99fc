namespace PartnerQualification.Client;

/// <summary>Sends a request down the pipeline, and makes the one exception that callers see of whatever went wrong on the way.</summary>
internal sealed class ServiceSender(ServicePipeline pipeline, ErrorFactory errors)
{
    /// <summary>Sends a request.</summary>
    /// <returns>An answer of success; everything else is an exception that says what happened.</returns>
    public async Task<Answer> SendAsync(ServiceRequest message, CancellationToken cancellationToken)
    {
        var result = await TrySendAsync(message, cancellationToken).ConfigureAwait(false);
        return result.Error is null ? result.Answer! : throw result.Error;
    }

    /// <summary>Sends a request.</summary>
    /// <returns>The answer, or what went wrong, or both where the answer is what went wrong.</returns>
    /// <exception cref="OperationCanceledException">The caller has stopped.</exception>
    public async Task<SendResult> TrySendAsync(ServiceRequest message, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            var answer = Answer.Of(response);
            return new SendResult(answer, answer.IsSuccess ? null : errors.OfRefusal(answer, message));
        }
        catch (AttemptException failure)
        {
            return new SendResult(null, errors.OfFailure(failure, message));
        }
        catch (PartnerCenterException signIn) when (signIn.RequestId is null)
        {
            return new SendResult(null, ErrorFactory.OfSignIn(signIn, message) ?? signIn);
        }
        catch (PartnerCenterException error)
        {
            return new SendResult(null, error);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pipeline.IsClosed) return new SendResult(null, errors.OfFailure(new AttemptException(AttemptOutcome.Closed), message));
            throw;
        }
    }
}

/// <summary>What a request brought.</summary>
/// <param name="Answer">The answer to go by; nothing where none came.</param>
/// <param name="Error">What callers see; nothing for a success.</param>
internal sealed record SendResult(Answer? Answer, PartnerCenterException? Error);
