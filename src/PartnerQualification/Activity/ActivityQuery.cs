namespace PartnerQualification;

/// <summary>Which page of the partner's activity records is read.</summary>
/// <param name="Period">The days to read: 30 at most in one call, and none that lies 90 days back or more.</param>
public sealed record ActivityQuery(ActivityPeriod Period)
{
    /// <summary>The customer whose records are read; nothing for all records of the partner.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The token of the page before, with the same period and customer; nothing for the first page.</summary>
    public string? ContinuationToken { get; init; }
}
