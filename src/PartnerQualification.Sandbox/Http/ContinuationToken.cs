using System.Globalization;
using System.Text;

namespace PartnerQualification.Sandbox.Http;

/// <summary>Where the next page of a list begins, and how long it is.</summary>
internal sealed class ContinuationToken(int offset, int size)
{
    public int Offset { get; } = offset;

    public int Size { get; } = size;

    public static ContinuationToken? Parse(string? token)
    {
        if (token is null) return null;

        string text;
        try
        {
            text = Encoding.ASCII.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            return null;
        }

        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size > 0
            ? new ContinuationToken(offset, size)
            : null;
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Offset}/{Size}"));
}
