namespace PartnerQualification.Client;

/// <summary>A message with what every handler of the pipeline needs to know of its call. It can be sent again as it is.</summary>
internal sealed class ServiceRequest : HttpRequestMessage
{
    public ServiceRequest(HttpMethod method, Uri address, ServiceCall call)
        : base(method, address)
    {
        Call = call;
#if !NETSTANDARD2_0
        Version = System.Net.HttpVersion.Version20;
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
    }

    /// <summary>The call this message belongs to; its retries share it.</summary>
    public ServiceCall Call { get; }

    /// <summary>How much of its total time is left to the request as it is sent on to be paced.</summary>
    public TimeSpan TimeLeft { get; set; } = TimeSpan.MaxValue;

    /// <summary>The customer concerned, where there is one.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What is requested for that customer; nothing where the service is only read.</summary>
    public QualificationRequest? Change { get; init; }
}
