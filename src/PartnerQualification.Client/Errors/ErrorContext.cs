using System.Net;

namespace PartnerQualification.Client;

/// <summary>What is known of a request that failed, and the exceptions that are made of it.</summary>
internal sealed class ErrorContext
{
    private readonly HttpStatusCode? status;

    /// <summary>Creates one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer to go by, where there is one.</param>
    /// <param name="status">The status, where only that much came.</param>
    public ErrorContext(ServiceRequest request, Answer? answer = null, HttpStatusCode? status = null)
    {
        var operation = request.Operation;
        var fault = answer?.Fault ?? ServiceFault.None;
        this.status = answer?.StatusCode ?? status;
        RetryAfter = answer?.RetryAfter;
        Subject = new ErrorSubject(request.RequestUri!)
        {
            Request = operation.Describe?.Invoke(operation),
            CustomerId = operation.CustomerId,
            Qualification = operation.Qualification,
            Attempts = request.Call.Attempts,
            RequestId = request.Call.RequestId,
            CorrelationId = answer?.CorrelationId ?? request.Call.CorrelationId,
            Status = (int?)this.status,
            Code = fault.Code,
            Words = fault.Words,
            Data = fault.Data,
        };
    }

    /// <summary>What the texts of errors need to know.</summary>
    public ErrorSubject Subject { get; }

    /// <summary>What it came from; an exception of the framework, or one of ours.</summary>
    public Exception? Cause { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When to go on, where everybody has to wait until then.</summary>
    public DateTimeOffset? ResumeAt { get; init; }

    /// <summary>Since when nothing has got through, where that is so for everybody.</summary>
    public DateTimeOffset? OutageSince { get; init; }

    /// <summary>An error after which it is certain what has become of the request.</summary>
    public PartnerCenterException Error(PartnerCenterErrorKind kind, ErrorText text) => Create(kind, text, outcomeIsKnown: true);

    /// <summary>An error that leaves open whether the request has taken effect.</summary>
    /// <param name="cause">What happened in the end, as the last part of a sentence.</param>
    public PartnerCenterException OutcomeUnknown(string cause) => Create(PartnerCenterErrorKind.OutcomeUnknown, Messages.OutcomeUnknown(Subject, cause), outcomeIsKnown: false);

    /// <summary>A failure of the service that leaves open whether the request has taken effect.</summary>
    public PartnerCenterException FailedHalfWay() => Create(PartnerCenterErrorKind.OutcomeUnknown, Messages.ServiceFailedHalfWay(Subject), outcomeIsKnown: false);

    /// <summary>A request that an earlier run sent, without ever learning what became of it.</summary>
    public PartnerCenterException SentBefore(DateTimeOffset sentAt) => Create(PartnerCenterErrorKind.OutcomeUnknown, Messages.SentByEarlierRun(Subject, sentAt), outcomeIsKnown: false);

    private PartnerCenterException Create(PartnerCenterErrorKind kind, ErrorText text, bool outcomeIsKnown) => new(kind, text, Cause)
    {
        CustomerId = Subject.CustomerId,
        StatusCode = status,
        ServiceCode = Subject.Code,
        ServiceMessage = Subject.Words,
        ServiceData = Subject.Data,
        RequestId = Subject.RequestId,
        CorrelationId = Subject.CorrelationId,
        RetryAfter = RetryAfter,
        ResumeAt = ResumeAt,
        OutageSince = OutageSince,
        OutcomeIsKnown = outcomeIsKnown,
    };
}
