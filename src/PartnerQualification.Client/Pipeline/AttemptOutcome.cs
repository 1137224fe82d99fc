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

    /// <summary>It was not begun, because the service asks everybody for a pause that lasts longer than the request may.</summary>
    Paused,

    /// <summary>An answer came, and time was over before the next attempt.</summary>
    Answered,
}
