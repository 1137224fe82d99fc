using System.Net;

namespace PartnerQualification.Client;

/// <summary>An attempt that brought no answer to go by. Never leaves the client.</summary>
internal sealed class AttemptException(AttemptOutcome outcome, Exception? innerException = null)
    : Exception(outcome.ToString(), innerException)
{
    public AttemptOutcome Outcome { get; } = outcome;

    /// <summary>What that means.</summary>
    public AttemptClassification Classification => AttemptClassifier.Classify(Outcome, isSuccess: StatusCode is not null);

    /// <summary>The status, where a success was said and only its body did not come.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>How long the pause still lasts that the attempt did not wait out.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>For how long nothing has got through to the service, where that is so for everybody; otherwise nothing.</summary>
    public TimeSpan? OutageLasted { get; set; }

    /// <summary>What happened to the last one who tried, where an outage was given up.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether that pause is the request's own customer's, and nobody else's.</summary>
    public bool IsOfOneCustomer { get; init; }

    /// <summary>The latest answer of the attempts before, where this one was not begun or not finished because of the time it took to repeat it.</summary>
    public Answer? LastAnswer { get; init; }

    /// <summary>What happened, in a few words for traces and messages.</summary>
    public string Words => Outcome switch
    {
        AttemptOutcome.NotConnected or AttemptOutcome.Unreachable => Messages.NotConnectedBecause(InnerException),
        AttemptOutcome.ConnectionLost => Messages.ConnectionLost,
        AttemptOutcome.TooLong => Messages.TooLong,
        AttemptOutcome.Closed => Messages.SessionWasClosed,
        AttemptOutcome.Outage => Cause!,
        _ => Messages.TimedOut,
    };

    /// <summary>The same, with the latest answer of the request.</summary>
    public AttemptException With(Answer? answer) => new(Outcome, InnerException) { StatusCode = StatusCode, Pause = Pause, IsOfOneCustomer = IsOfOneCustomer, OutageLasted = OutageLasted, Cause = Cause, LastAnswer = answer };
}

/// <summary>How an attempt ended that brought no answer to go by.</summary>
internal enum AttemptOutcome
{
    /// <summary>No connection came about: nothing was sent.</summary>
    NotConnected,

    /// <summary>The connection broke after the request had left.</summary>
    ConnectionLost,

    /// <summary>The time for it was over.</summary>
    TimedOut,

    /// <summary>The answer is longer than what is read.</summary>
    TooLong,

    /// <summary>It was not begun, because the service asks for a pause that lasts longer than the request may.</summary>
    Paused,

    /// <summary>The client was closed before it, or while it was under way.</summary>
    Closed,

    /// <summary>It was not begun, because nothing had got through to the service for too long, for anybody.</summary>
    Outage,

    /// <summary>It was not begun, because no connection to the service had come about, for anybody.</summary>
    Unreachable,
}
