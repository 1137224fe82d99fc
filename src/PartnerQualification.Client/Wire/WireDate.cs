using System.Globalization;

namespace PartnerQualification.Client;

/// <summary>Reads a date in any of the spellings the service has been seen to use.</summary>
internal static class WireDate
{
    // "07/09/2020: 00:00:00": month first.
    private static readonly string[] OddFormats = ["MM/dd/yyyy: HH:mm:ss", "M/d/yyyy: H:mm:ss"];

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    /// <summary>The date in UTC; nothing where it cannot be read.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var date) || DateTimeOffset.TryParseExact(text, OddFormats, CultureInfo.InvariantCulture, Utc, out date)
            ? date
            : null;
    }
}
