using System.Globalization;

namespace PartnerQualification;

/// <summary>This part is about lengths of time.</summary>
internal static partial class Messages
{
    /// <summary>A length of time as people say it: 350 ms, 1.5 s, 1 min 30 s, 2 h 5 min, 10 days. Never negative.</summary>
    internal static string Length(TimeSpan span)
    {
        // Rounded before it is taken apart, so that nothing reads as 60 s or 1 min 60 s.
        if (span < TimeSpan.FromMilliseconds(999.5)) return $"{Digits(Math.Max(0, Math.Round(span.TotalMilliseconds)))} ms";
        if (span < TimeSpan.FromSeconds(59.95)) return $"{span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
        if (span < TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(0.5)) return Parts(Math.Round(span.TotalSeconds), 60, "min", "s");
        if (span < TimeSpan.FromHours(24) - TimeSpan.FromSeconds(30)) return Parts(Math.Round(span.TotalMinutes), 60, "h", "min");
        var hours = Math.Round(span.TotalHours);
        return Parts(hours, 24, hours < 48 ? "day" : "days", "h");
    }

    private static string Parts(double count, int ofEach, string large, string small)
    {
        var rest = count % ofEach;
        var whole = $"{Digits((count - rest) / ofEach)} {large}";
        return rest == 0 ? whole : $"{whole} {Digits(rest)} {small}";
    }

    private static string Digits(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
