using System.Net;

namespace PartnerQualification;

/// <summary>Everything that can go wrong between a caller and Partner Center. The message says what happened, to which customer, and what to do next.</summary>
public sealed class PartnerCenterException : Exception
{
    /// <summary>Creates an exception of an unexpected answer, of which nothing more is known.</summary>
    public PartnerCenterException()
        : this(PartnerCenterErrorKind.UnexpectedResponse, new ErrorText(ErrorKinds.Of(PartnerCenterErrorKind.UnexpectedResponse).Meaning, ErrorKinds.Of(PartnerCenterErrorKind.UnexpectedResponse).Remedy))
    {
    }

    /// <summary>Creates an exception of an unexpected answer.</summary>
    /// <param name="message">What happened.</param>
    public PartnerCenterException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Creates an exception of an unexpected answer.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What it came from: a framework exception.</param>
    public PartnerCenterException(string message, Exception? innerException)
        : base(message, innerException)
    {
        WhatHappened = Message;
        Remedy = string.Empty;
    }

    /// <summary>Creates an exception. Characters of its text that cannot be seen are shown as their code points, so that it is safe to print.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="text">What happened and what to do.</param>
    /// <param name="innerException">What it came from: a framework exception, never one of a library's own.</param>
    public PartnerCenterException(PartnerCenterErrorKind kind, ErrorText text, Exception? innerException = null)
        : base(InvisibleCharacters.Show(text.ToString()), innerException)
    {
        WhatHappened = InvisibleCharacters.Show(text.WhatHappened);
        Kind = kind;
        ErrorId = kind.ToString();
        Remedy = InvisibleCharacters.Show(text.Remedy);
    }

    /// <summary>What went wrong.</summary>
    public PartnerCenterErrorKind Kind { get; }

    /// <summary>The stable id of the error: the kind's name, or a finer one where there is one.</summary>
    public string ErrorId { get; init; } = nameof(PartnerCenterErrorKind.UnexpectedResponse);

    /// <summary>What happened: the message without its last part.</summary>
    internal string WhatHappened { get; }

    /// <summary>What to do next: the last part of the message, by itself.</summary>
    public string Remedy { get; }

    /// <summary>The customer concerned, as given.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The parameter of <see cref="QualificationRequest.Create"/> that breaks a rule; nothing for all other errors.</summary>
    internal string? Parameter { get; init; }

    /// <summary>The status of the answer, where one came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's own error code.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's own words.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>What else the service said: the names of the properties it did not accept, mostly.</summary>
    public IReadOnlyList<string> ServiceData { get; init; } = [];

    /// <summary>The id of the request; its retries had the same.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The id under which the service logged the request. Activity records show it, and support asks for it.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// When to go on, where the service asks for a pause that is longer than a request may take: every request of the same kind before that time
    /// fails like this one, and sends nothing. Nothing for all other errors.
    /// </summary>
    public DateTimeOffset? ResumeAt { get; init; }

    /// <summary>
    /// Since when nothing has got through to the service, where that is so whoever tries: in an outage, and where no connection has come about
    /// since the session began. Nothing for all other errors.
    /// </summary>
    public DateTimeOffset? OutageSince { get; init; }

    /// <summary>Whether every other request of the session would meet this error too, so that there is no use in going on.</summary>
    public bool MeetsEveryRequest => ResumeAt is not null || OutageSince is not null || ErrorKinds.Of(Kind).MeetsEveryRequest;

    /// <summary>Whether it is certain that the request has, or has not, taken effect. False only for requests that set something.</summary>
    public bool OutcomeIsKnown { get; init; } = true;

    /// <summary>The same error with another text, for callers who can say more about it. This one becomes its <see cref="Exception.InnerException"/>.</summary>
    /// <param name="text">What happened and what to do.</param>
    /// <param name="customerId">The customer concerned; nothing where it is no longer a matter of one.</param>
    /// <returns>The error with everything else that is known of it.</returns>
    public PartnerCenterException With(ErrorText text, string? customerId) => With(text, customerId, this);

    /// <summary>The same error with another text and another cause.</summary>
    internal PartnerCenterException With(ErrorText text, string? customerId, Exception? innerException) => new(Kind, text, innerException)
    {
        ErrorId = ErrorId,
        CustomerId = customerId,
        StatusCode = StatusCode,
        ServiceCode = ServiceCode,
        ServiceMessage = ServiceMessage,
        ServiceData = ServiceData,
        RequestId = RequestId,
        CorrelationId = CorrelationId,
        RetryAfter = RetryAfter,
        ResumeAt = ResumeAt,
        OutageSince = OutageSince,
        OutcomeIsKnown = OutcomeIsKnown,
    };
}

/// <summary>What every error message consists of.</summary>
/// <param name="WhatHappened">One or two whole sentences: what happened, and to which customer.</param>
/// <param name="Remedy">One or two whole sentences: what to do next.</param>
public sealed record ErrorText(string WhatHappened, string Remedy)
{
    /// <summary>The whole message, as users read it.</summary>
    /// <returns>What happened, and what to do.</returns>
    public override string ToString() => Remedy.Length == 0 ? WhatHappened : $"{WhatHappened} {Remedy}";
}
