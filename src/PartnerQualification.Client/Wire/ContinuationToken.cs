using System.Globalization;

namespace PartnerQualification.Client;

/// <summary>
/// What asks for the next page: the service's token, and the page size where the service's own link repeats it.
/// As text, "size:token" or ":token".
/// </summary>
internal readonly record struct ContinuationToken(string Token, int? Size)
{
    /// <summary>Whether the token may stand in the header that carries it.</summary>
    public bool CanBeSent => HeaderText.IsValue(Token);

    public static ContinuationToken? Of(LinkWire? next)
    {
        var header = next?.Headers?.Find(candidate => string.Equals(candidate?.Key, HeaderNames.ContinuationToken, StringComparison.OrdinalIgnoreCase));
        return string.IsNullOrWhiteSpace(header?.Value) ? null : new ContinuationToken(header!.Value!, SizeIn(next!.Uri));
    }

    /// <summary>Reads a token of ours; any other text counts as the bare token of the service.</summary>
    public static ContinuationToken Parse(string text)
    {
        var colon = text.IndexOf(':');
        if (colon == 0) return new ContinuationToken(text.Substring(1), null);
        return colon > 0 && TryReadSize(text.Substring(0, colon), out var size) ? new ContinuationToken(text.Substring(colon + 1), size) : new ContinuationToken(text, null);
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
