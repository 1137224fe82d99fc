using System.Net;
using System.Net.Http.Headers;

namespace PartnerQualification.Client;

/// <summary>An answer with its body read to the end, and what it means. Made once, where the body is read, and carried along by <see cref="AnswerContent"/>.</summary>
internal sealed record Answer(HttpStatusCode StatusCode, ReadOnlyMemory<byte> Body, AttemptClassification Classification)
{
    /// <summary>How long the service asks to wait, a wait of nothing included: that says something else than silence does.</summary>
    public TimeSpan? RequestedWait { get; init; }

    /// <summary>A wait that is worth waiting; nothing where none is asked for, or it is over already.</summary>
    public TimeSpan? RetryAfter => RequestedWait > TimeSpan.Zero ? RequestedWait : null;

    /// <summary>The correlation id the service writes into its own logs.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>What the service says went wrong; nothing of it where the answer is a success.</summary>
    public ServiceFault Fault { get; init; } = ServiceFault.None;

    /// <summary>Whether it is plainly not the service's own: a web page, or words that are no JSON.</summary>
    public bool IsForeign => Fault.IsForeign || WireReader.IsPage(Body);

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    /// <summary>The answer that a response carries after it has passed the <see cref="AttemptHandler"/>.</summary>
    public static Answer Of(HttpResponseMessage response) => ((AnswerContent)response.Content).Answer;

    /// <summary>Reads a response whose body has been read.</summary>
    public static Answer Read(HttpResponseMessage response, ReadOnlyMemory<byte> body, ServiceOperation operation, TimeProvider time)
    {
        var fault = response.IsSuccessStatusCode ? ServiceFault.None : FaultReader.Read(body);
        return new Answer(response.StatusCode, body, AttemptClassifier.Classify((int)response.StatusCode, body, fault, operation))
        {
            RequestedWait = RetryAfterHeader.Read(response, time),
            CorrelationId = response.Headers.TryGetValues(HeaderNames.CorrelationId, out var values) && Guid.TryParse(values.FirstOrDefault(), out var id) ? id : null,
            Fault = fault,
        };
    }
}

/// <summary>The content of a response whose body has been read: the same bytes, and the answer that was made of the whole.</summary>
internal sealed class AnswerContent : ByteArrayContent
{
    public AnswerContent(Answer answer, ArraySegment<byte> body, MediaTypeHeaderValue? type)
        : base(body.Array!, body.Offset, body.Count)
    {
        Answer = answer;
        Headers.ContentType = type;
    }

    public Answer Answer { get; }
}
