using System.Net;

namespace PartnerQualification.Client;

/// <summary>What came back: the parts of an answer that are looked at, with the body read to its end.</summary>
internal sealed record Answer(HttpStatusCode StatusCode, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The correlation id the service writes into its own logs.</summary>
    public Guid? CorrelationId { get; init; }

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    public static Answer From(HttpResponseMessage response, TimeProvider time) =>
        new(response.StatusCode, (response.Content as BufferedContent)?.Body ?? default)
        {
            RetryAfter = RetryAfterHeader.Read(response, time),
            CorrelationId = response.Headers.TryGetValues(HeaderNames.CorrelationId, out var values) && Guid.TryParse(values.FirstOrDefault(), out var id) ? id : null,
        };
}
