namespace PartnerQualification.Client;

/// <summary>How long an answer asks to wait, in either of the two ways to say it.</summary>
internal static class RetryAfterHeader
{
    public static TimeSpan? Read(HttpResponseMessage answer, TimeProvider time)
    {
        var header = answer.Headers.RetryAfter;
        if (header is null) return null;

        // A date is the server's: against the server's own clock it means the same wherever ours stands.
        var delay = header.Delta ?? header.Date - (answer.Headers.Date ?? time.GetUtcNow());
        return delay > TimeSpan.Zero ? delay : null;
    }
}
