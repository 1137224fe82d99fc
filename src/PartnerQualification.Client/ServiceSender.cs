namespace PartnerQualification.Client;

/// <summary>Sends a request down the pipeline, and makes the one exception that callers see of whatever went wrong on the way.</summary>
internal sealed class ServiceSender(ServicePipeline pipeline, ErrorFactory errors)
{
    /// <summary>Sends a request.</summary>
    /// <returns>The answer, or what went wrong, or both where the answer is what went wrong.</returns>
    /// <exception cref="OperationCanceledException">The caller has stopped.</exception>
    public Task<SendResult> SendAsync(ServiceRequest message, CancellationToken cancellationToken) =>
        CallActivity.IsListenedTo && !message.Operation.IsChange ? SendAndNoteAsync(message, cancellationToken) : SendOnlyAsync(message, cancellationToken);

    /// <summary>The same with an activity, which ends with the message: what was received may turn out to be unreadable. A request that changes something has that of <see cref="SettingWithLook"/>.</summary>
    private async Task<SendResult> SendAndNoteAsync(ServiceRequest message, CancellationToken cancellationToken)
    {
        var activity = CallActivity.Start(message.Operation, message.Call, message.Method, message.RequestUri!);
        activity?.BelongTo(message);
        try
        {
            var result = await SendOnlyAsync(message, cancellationToken).ConfigureAwait(false);
            if (result.Error is { } error) activity?.Failed(error);
            return result;
        }
        catch (OperationCanceledException)
        {
            activity?.Stopped();
            throw;
        }
    }

    private async Task<SendResult> SendOnlyAsync(ServiceRequest message, CancellationToken cancellationToken)
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
internal sealed record SendResult(Answer? Answer, PartnerCenterException? Error)
{
    /// <summary>The answer, where it is a success.</summary>
    /// <exception cref="PartnerCenterException">It is none; the exception says what happened.</exception>
    public Answer OrThrow() => Error is null ? Answer! : throw Error;
}
