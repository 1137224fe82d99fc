namespace PartnerQualification.Client;

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

    /// <summary>An answer came, and time was over before the next attempt.</summary>
    Answered,
}
