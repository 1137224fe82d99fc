using System.Globalization;

namespace PartnerQualification;

/// <summary>This part is about times and durations.</summary>
internal static partial class Messages
{
    /// <summary>A duration as people say it: 350 ms, 1.5 s, 1 min 30 s, 2 h 5 min, 10 days. Never negative.</summary>
    internal static string Duration(TimeSpan duration)
    {
        // Rounded before it is taken apart, so that nothing reads as 60 s or 1 min 60 s.
        if (duration < TimeSpan.FromMilliseconds(999.5)) return $"{Digits(Math.Max(0, Math.Round(duration.TotalMilliseconds)))} ms";
        if (duration < TimeSpan.FromSeconds(59.95)) return $"{duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
        if (duration < TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(0.5)) return Parts(Math.Round(duration.TotalSeconds), 60, "min", "s");
        if (duration < TimeSpan.FromHours(24) - TimeSpan.FromSeconds(30)) return Parts(Math.Round(duration.TotalMinutes), 60, "h", "min");
        var hours = Math.Round(duration.TotalHours);
        return Parts(hours, 24, hours < 48 ? "day" : "days", "h");
    }

    /// <summary>A time of day that means the same to everybody: local, with its offset, never before the time itself.</summary>
    internal static string TimeOfDay(DateTimeOffset time)
    {
        var second = Durations.After(time, TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1));
        return second.ToLocalTime().ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    internal static string Utc(DateTimeOffset time) => $"{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    /// <summary>A day in UTC as people say it, such as 26 August 2026.</summary>
    internal static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan duration) => $"{duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms";

    private static string Parts(double count, int ofEach, string large, string small)
    {
        var rest = count % ofEach;
        var whole = $"{Digits((count - rest) / ofEach)} {large}";
        return rest == 0 ? whole : $"{whole} {Digits(rest)} {small}";
    }

    private static string Digits(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
