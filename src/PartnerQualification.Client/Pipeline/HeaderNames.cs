namespace PartnerQualification.Client;

/// <summary>The service's own headers that more than one place knows.</summary>
internal static class HeaderNames
{
    public const string RequestId = "MS-RequestId";

    public const string CorrelationId = "MS-CorrelationId";

    public const string ContinuationToken = "MS-ContinuationToken";
}
