namespace PartnerQualification.Client;

/// <summary>How long an answer asks to wait, in either of the two ways to say it.</summary>
internal static class RetryAfterHeader
{
    /// <summary>A wait that is worth waiting; nothing where none is asked for, or it is over already.</summary>
    public static TimeSpan? Read(HttpResponseMessage answer, TimeProvider time) =>
        Asked(answer, time) is { } delay && delay > TimeSpan.Zero ? delay : null;

    /// <summary>What is asked for, a wait of nothing included: that says something else of the service than silence does.</summary>
    public static TimeSpan? Asked(HttpResponseMessage answer, TimeProvider time)
    {
        var header = answer.Headers.RetryAfter;
        if (header is null) return null;

        // A date is the server's: against the server's own clock it means the same wherever ours stands.
        return header.Delta ?? header.Date - (answer.Headers.Date ?? time.GetUtcNow());
    }
}
