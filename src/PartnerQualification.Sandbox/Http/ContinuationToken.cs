using System.Globalization;
using System.Text;

namespace PartnerQualification.Sandbox.Http;

/// <summary>Where the next page of a list begins, how long it is, and what the list is filtered by.</summary>
internal sealed class ContinuationToken(int offset, int size, string? filter)
{
    private static readonly char[] Separator = ['/'];

    public int Offset { get; } = offset;

    public int Size { get; } = size;

    /// <summary>The filter's JSON; nothing where there is none.</summary>
    public string? Filter { get; } = filter;

    public static ContinuationToken? Parse(string? token)
    {
        if (token is null) return null;

        string text;
        try
        {
            text = Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            return null;
        }

        var parts = text.Split(Separator, 3);
        return parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size > 0
            ? new ContinuationToken(offset, size, parts.Length == 3 ? parts[2] : null)
            : null;
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Filter is null ? $"{Offset}/{Size}" : $"{Offset}/{Size}/{Filter}"));
}
