using System.Globalization;

namespace PartnerQualification;

/// <summary>Dates as text that every machine reads alike: ISO 8601 in UTC.</summary>
internal static class IsoDate
{
    /// <summary>The format, for reading back what was written.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>A date as text.</summary>
    public static string Text(DateTimeOffset date) => date.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads back a date that was written like this.</summary>
    public static bool TryParse(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
}
