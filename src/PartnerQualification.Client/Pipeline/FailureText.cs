namespace PartnerQualification.Client;

/// <summary>A failed attempt in a few words, for the trace and for messages.</summary>
internal static class FailureText
{
    public static string Of(AttemptException failure) => failure.Outcome switch
    {
        AttemptOutcome.NotConnected => Messages.NotConnectedBecause(failure.InnerException),
        AttemptOutcome.ConnectionLost => Messages.ConnectionLost,
        AttemptOutcome.TooLong => Messages.TooLong,
        AttemptOutcome.Answered => Messages.AnsweredWith((int)failure.Answer!.StatusCode),
        _ => Messages.TimedOut,
    };
}
