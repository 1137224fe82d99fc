namespace PartnerQualification.Emulator.Limits;

/// <summary>One way to count requests against a limit. The limit itself may change from one request to the next.</summary>
internal abstract class RequestLimit
{
    /// <summary>Lets a request in, or says how long it has to wait.</summary>
    /// <param name="now">The time since the limiter began.</param>
    /// <param name="terms">The limit as it stands.</param>
    /// <returns>Nothing where the request is let in.</returns>
    public abstract TimeSpan? Admit(TimeSpan now, LimitTerms terms);
}
