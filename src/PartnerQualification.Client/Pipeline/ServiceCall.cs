namespace PartnerQualification.Client;

/// <summary>One call of the service on its way down the pipeline: its ids, who listens to it, and what notes how far it gets.</summary>
internal sealed class ServiceCall
{
    /// <summary>Creates a call.</summary>
    /// <param name="options">What the caller has said of it; nothing where it has said nothing.</param>
    /// <exception cref="ArgumentException">The status in the options is that of another request.</exception>
    public ServiceCall(CallOptions? options = null)
    {
        RequestId = options?.RequestId ?? Guid.NewGuid();
        CorrelationId = options?.CorrelationId ?? Guid.NewGuid();
        SentBefore = options?.SentBefore;
        SuppressDiagnostics = options is { SuppressDiagnostics: true };
        Trace = SuppressDiagnostics ? null : EventTrace.Of(options?.Trace, CorrelationId);
        Status = options?.Status ?? new CallStatus();
        if (!Status.Begin(RequestId, CorrelationId)) throw new ArgumentException(Messages.StatusOfAnotherCall(Status.RequestId), nameof(options));
    }

    /// <summary>The id of this request and of all its retries.</summary>
    public Guid RequestId { get; }

    /// <summary>The id under which the service logs this call and all its retries.</summary>
    public Guid CorrelationId { get; }

    /// <summary>When an earlier run sent this request, and did not learn what became of it; nothing for a new one.</summary>
    public DateTimeOffset? SentBefore { get; }

    /// <summary>Who listens to this call: the caller's own listener, and whoever listens to the events of the process.</summary>
    public ITraceSink? Trace { get; }

    /// <inheritdoc cref="CallOptions.SuppressDiagnostics"/>
    public bool SuppressDiagnostics { get; }

    /// <summary>How far it got.</summary>
    public CallStatus Status { get; }

    /// <inheritdoc cref="CallStatus.Attempts"/>
    public int Attempts => Status.Attempts;

    /// <inheritdoc cref="CallStatus.IsOpen"/>
    public bool IsOpen => Status.IsOpen;

    /// <inheritdoc cref="CallStatus.IsAccepted"/>
    public bool IsAccepted => Status.IsAccepted;
}
