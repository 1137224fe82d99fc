namespace PartnerQualification;

/// <summary>What a sentence about a failed request needs to know of it.</summary>
/// <param name="Address">Where it was sent.</param>
internal sealed record ErrorSubject(Uri Address)
{
    /// <summary>The request in the middle of a sentence; nothing where its address is all there is to say.</summary>
    public string? Request { get; init; }

    public string? CustomerId { get; init; }

    /// <summary>What was requested; nothing where the service was only read.</summary>
    public string? Qualification { get; init; }

    public int Attempts { get; init; }

    public int? Status { get; init; }

    public Guid RequestId { get; init; }

    public Guid CorrelationId { get; init; }

    /// <summary>The service's own code.</summary>
    public string? Code { get; init; }

    /// <summary>The service's own words.</summary>
    public string? Words { get; init; }

    /// <summary>What the service said besides.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];
}
