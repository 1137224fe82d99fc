using System.Net;

namespace PartnerQualification.Client;

/// <summary>An attempt that brought no answer to go by. Never leaves the client.</summary>
internal sealed class AttemptException(AttemptOutcome outcome, Exception? innerException = null)
    : Exception(outcome.ToString(), innerException)
{
    public AttemptOutcome Outcome { get; } = outcome;

    /// <summary>The status, where at least that much came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>How long the pause still lasts that the attempt did not wait out.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The answer to go by after all: the last one before time was over.</summary>
    public Answer? Answer { get; init; }
}
