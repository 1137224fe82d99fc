namespace PartnerQualification.Client;

/// <summary>A message with what every handler of the pipeline needs to know of its call. It can be sent again as it is.</summary>
internal sealed class ServiceRequest : HttpRequestMessage
{
    public ServiceRequest(HttpMethod method, Uri address, ServiceCall call, ServiceOperation operation)
        : base(method, address)
    {
        Call = call;
        Operation = operation;
#if !NETSTANDARD2_0
        Version = System.Net.HttpVersion.Version20;
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
    }

    /// <summary>The call this message belongs to; its retries share it.</summary>
    public ServiceCall Call { get; }

    /// <summary>What is asked of the service.</summary>
    public ServiceOperation Operation { get; }

    /// <summary>How long it may take with all its retries and waits; as long as the options say where nothing is given.</summary>
    public TimeSpan? TotalTime { get; init; }

    /// <summary>How many attempts of its call have failed before this message: they count among those that are allowed.</summary>
    public int FailuresBefore { get; init; }

    /// <summary>How many attempts of this message have failed and were to be repeated.</summary>
    public int Failures { get; set; }

    /// <summary>How much of its total time is left to the request as it is sent on to be paced.</summary>
    public TimeSpan TimeLeft { get; set; } = TimeSpan.MaxValue;

    /// <summary>When its latest attempt was sent; nothing where none was.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When the latest attempt left, as a timestamp; nothing before the first one.</summary>
    public long? LeftAt { get; set; }

    /// <summary>How many outages had been given up when the request was first to be sent. It is given up with the next one, wherever it waits by then.</summary>
    public int? FirstSeen { get; set; }

    /// <summary>Whether something may have happened that cannot be taken back: an attempt to change something was sent, and its fate is not known.</summary>
    public bool IsOpen => Operation.IsChange && Call.IsOpen;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) CallActivity.Of(this)?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>
/// What the pipeline and the errors need to know of an operation. Each method of the client describes its own,
/// so that a new operation changes nothing in either.
/// </summary>
internal sealed record ServiceOperation
{
    /// <summary>Which of the service's operations it is, in words such as "setting qualifications". Each has limits, and so a pace, of its own.</summary>
    public required string Name { get; init; }

    /// <summary>Makes the request in the middle of a sentence, where there is an error to tell; without it, errors name the address.</summary>
    public Func<ServiceOperation, string>? Describe { get; init; }

    /// <summary>The customer concerned; nothing where the operation names none.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The qualification that is requested; nothing where none is.</summary>
    public string? Qualification { get; init; }

    /// <summary>Whether it changes something at the service, so that an attempt without an answer leaves open whether it did.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether the answer to an attempt before was lost, so that a refusal may be the echo of a success.</summary>
    public bool FollowsLostAttempt { get; init; }

    /// <summary>Whether it carries a validation code, which may be used up.</summary>
    public bool HasValidationCode { get; init; }
}
