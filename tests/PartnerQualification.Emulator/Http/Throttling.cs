using System.Globalization;
using System.Text;
using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Http;

/// <summary>Answers a request that is one too many, as the service does.</summary>
internal static class Throttling
{
    public static Task RefuseAsync(HttpContext context, TimeSpan wait, RetryAfterStyle style, TimeProvider time)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        if (RetryAfter(seconds, style, time) is { } value) context.Response.Headers.RetryAfter = value;
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in {{seconds}} seconds." }""");
        return KestrelResponse.WriteAsync(context, StatusCodes.Status429TooManyRequests, Encoding.UTF8.GetBytes(body));
    }

    private static string? RetryAfter(long seconds, RetryAfterStyle style, TimeProvider time) => style switch
    {
        RetryAfterStyle.Seconds => seconds.ToString(CultureInfo.InvariantCulture),

        // A date has whole seconds only: rounded up, so that a retry does not come too early.
        RetryAfterStyle.Date => time.GetUtcNow().AddSeconds(seconds).AddTicks(TimeSpan.TicksPerSecond - 1).ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };
}
