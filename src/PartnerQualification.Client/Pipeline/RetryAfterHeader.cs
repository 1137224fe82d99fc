namespace PartnerQualification.Client;

/// <summary>How long an answer asks to wait, in either of the two ways to say it.</summary>
internal static class RetryAfterHeader
{
    private const string Name = "Retry-After";

    // Longer than any wait, and short enough for sums of such times to stay in range.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>The wait, one of nothing or less included; nothing where none is asked for.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        if (header is null) return HasMoreSecondsThanFit(response) ? Longest : null;

        // A date is the server's: against the server's own clock it means the same wherever ours stands.
        var asked = header.Delta ?? header.Date - (response.Headers.Date ?? time.GetUtcNow());
        return asked < Longest ? asked : Longest;
    }

    /// <summary>.NET reads no number of seconds beyond 68 years; a service that sends one means a long pause all the same, not none.</summary>
    private static bool HasMoreSecondsThanFit(HttpResponseMessage response) =>
        response.Headers.TryGetValues(Name, out var values) && values.First() is { Length: > 0 } text && text.Trim().All(character => character is >= '0' and <= '9');
}
