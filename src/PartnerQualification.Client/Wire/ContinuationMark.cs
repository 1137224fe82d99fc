using System.Globalization;

namespace PartnerQualification.Client;

/// <summary>
/// What asks for the next page: the service's token, and the page size where the service's own link repeats it.
/// As text, "size:token" or ":token".
/// </summary>
internal readonly record struct ContinuationMark(string Token, int? Size)
{
    /// <summary>Whether the token may stand in the header that carries it.</summary>
    public bool CanBeSent => HeaderText.IsValue(Token);

    public static ContinuationMark? Of(LinkWire? next)
    {
        var header = next?.Headers?.Find(candidate => string.Equals(candidate?.Key, HeaderNames.ContinuationToken, StringComparison.OrdinalIgnoreCase));
        return string.IsNullOrWhiteSpace(header?.Value) ? null : new ContinuationMark(header!.Value!, SizeIn(next!.Uri));
    }

    /// <summary>Reads a mark; a text that is none counts as the service's bare token.</summary>
    public static ContinuationMark Parse(string text)
    {
        var colon = text.IndexOf(':');
        if (colon == 0) return new ContinuationMark(text.Substring(1), null);
        return colon > 0 && TryReadSize(text.Substring(0, colon), out var size) ? new ContinuationMark(text.Substring(colon + 1), size) : new ContinuationMark(text, null);
    }

    public override string ToString() => Size is { } size ? string.Concat(size.ToString(CultureInfo.InvariantCulture), ":", Token) : ":" + Token;

    private static int? SizeIn(string? uri)
    {
        var query = uri?.IndexOf('?') is { } start and >= 0 ? uri.Substring(start + 1) : string.Empty;
        var size = Array.Find(query.Split('&'), part => part.StartsWith("size=", StringComparison.OrdinalIgnoreCase));
        return size is not null && TryReadSize(size.Substring("size=".Length), out var value) ? value : null;
    }

    private static bool TryReadSize(string text, out int size) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size > 0;
}
