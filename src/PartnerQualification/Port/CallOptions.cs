namespace PartnerQualification;

/// <summary>What varies from one call of the service to the next. Nothing of it is needed; where nothing is given, each call has ids of its own.</summary>
/// <example>
/// <code>
/// var status = new CallStatus();
/// await client.SetQualificationAsync(request, new CallOptions { Status = status }, cancellationToken);
/// </code>
/// </example>
public sealed record CallOptions
{
    /// <summary>The id of the request and of all its retries; a new one where nothing is given. One id stands for one request: never give it for another.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The id under which the service logs the call and all its retries; a new one where nothing is given. Activity records show it, and support asks for it.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>
    /// When an earlier run sent this request, and did not learn what became of it; nothing for a new one.
    /// A request to set something is looked up then before it is sent. <see cref="RequestId"/> is the one it left under.
    /// </summary>
    public DateTimeOffset? SentBefore { get; init; }

    /// <summary>Who listens to the call.</summary>
    public ITraceSink? Trace { get; init; }

    /// <summary>What learns how far the call gets, for whoever may be interrupted; nothing where nobody asks.</summary>
    public CallStatus? Status { get; init; }

    /// <summary>Whether the call is left out of the events and activities of the process, because it does not go to the service.</summary>
    internal bool SuppressDiagnostics { get; init; }

    /// <summary>Options for one call whose ids are known beforehand, and which can be asked how far it got.</summary>
    internal static CallOptions Tracked(ITraceSink? trace) => new() { RequestId = Guid.NewGuid(), CorrelationId = Guid.NewGuid(), Trace = trace, Status = new CallStatus() };

    /// <summary>The same options with ids, so that whoever makes the call can name them.</summary>
    internal static CallOptions WithIds(CallOptions? options) =>
        (options ?? new CallOptions()) with { RequestId = options?.RequestId ?? Guid.NewGuid(), CorrelationId = options?.CorrelationId ?? Guid.NewGuid() };
}
