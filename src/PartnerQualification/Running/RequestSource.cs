namespace PartnerQualification;

/// <summary>Where a run takes its requests from, one at a time, and never ahead of what it has room for.</summary>
internal abstract class RequestSource
{
    /// <summary>The request that was taken last.</summary>
    public abstract QualificationRequest? Current { get; }

    /// <summary>Takes the next request.</summary>
    /// <returns>Whether there was one. A failure of the source is one of this task.</returns>
    public abstract Task<bool> MoveNextAsync();

    /// <summary>Lets go of the source, when nothing is being taken from it.</summary>
    public abstract Task CloseAsync();
}

/// <summary>A sequence of requests.</summary>
internal sealed class SequenceSource(IEnumerable<QualificationRequest> requests) : RequestSource
{
    private IEnumerator<QualificationRequest>? open;

    public override QualificationRequest? Current => open!.Current;

    public override Task<bool> MoveNextAsync()
    {
        try
        {
            open ??= requests.GetEnumerator();
            return Task.FromResult(open.MoveNext());
        }
#pragma warning disable CA1031 // It is the run that tells it, after what is under way.
        catch (Exception error)
        {
            return Task.FromException<bool>(error);
        }
#pragma warning restore CA1031
    }

    public override Task CloseAsync()
    {
        open?.Dispose();
        return Task.CompletedTask;
    }
}

#if NET
/// <summary>A sequence of requests that come when they come.</summary>
internal sealed class AsyncSequenceSource(IAsyncEnumerable<QualificationRequest> requests, CancellationToken stop) : RequestSource
{
    private IAsyncEnumerator<QualificationRequest>? open;

    public override QualificationRequest? Current => open!.Current;

    public override async Task<bool> MoveNextAsync()
    {
        open ??= requests.GetAsyncEnumerator(stop);
        return await open.MoveNextAsync().ConfigureAwait(false);
    }

    public override async Task CloseAsync()
    {
        if (open is not null) await open.DisposeAsync().ConfigureAwait(false);
    }
}
#endif
