using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PartnerQualification.Client;

/// <summary>Reads JSON as the service has been seen to write it. What still cannot be read is said with false, never with an exception.</summary>
internal static class WireReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The body without its byte order mark, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body)
    {
        var start = body.Span;
        if (start.Length >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF) return body.Slice(3);
        if (start.Length >= 2 && start[0] == 0xFF && start[1] == 0xFE) return Utf8.GetBytes(Encoding.Unicode.GetString(body.Slice(2).ToArray()));
        if (start.Length >= 2 && start[0] == 0xFE && start[1] == 0xFF) return Utf8.GetBytes(Encoding.BigEndianUnicode.GetString(body.Slice(2).ToArray()));
        return body;
    }

    /// <summary>Whether nothing is written there.</summary>
    public static bool IsBlank(ReadOnlyMemory<byte> body)
    {
        foreach (var value in WithoutByteOrderMark(body).Span)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return false;
        }

        return true;
    }

    /// <summary>Whether a web page is written there: the service writes none.</summary>
    public static bool IsPage(ReadOnlyMemory<byte> body)
    {
        foreach (var value in WithoutByteOrderMark(body).Span)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return value == (byte)'<';
        }

        return false;
    }

    /// <summary>Reads one value. Nothing is a value too: an empty body, and null.</summary>
    public static bool TryRead<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, out T? value)
        where T : class
    {
        value = null;
        if (IsBlank(body)) return true;
        var json = WithoutByteOrderMark(body);
        return TryReadAsWritten(json.Span, type, out value) || (TryStraighten(json, out var straight) && TryReadAsWritten(straight, type, out value));
    }

    /// <summary>Reads a list, or a single value as a list of one. An empty list is a list; an empty body, null, and a list of nothing but null are none.</summary>
    public static bool TryReadList<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<List<T>> list, JsonTypeInfo<T> item, out List<T>? values)
        where T : class
    {
        if (BeginsWith(body, (byte)'{'))
        {
            var isRead = TryRead(body, item, out var single);
            values = single is null ? null : [single];
            return isRead;
        }

        var areRead = TryRead(body, list, out values);
        // A list may hold null, whatever its type says.
        if (values?.RemoveAll(static value => value is null) > 0 && values.Count == 0) values = null;
        return areRead;
    }

    private static bool TryReadAsWritten<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, out T? value)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize(json, type);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            // Text that is not UTF-8 is an InvalidOperationException to the reader.
            value = null;
            return false;
        }
    }

    /// <summary>Replaces the typographic quotes that a documented example was seen with.</summary>
    private static bool TryStraighten(ReadOnlyMemory<byte> json, out byte[] straight)
    {
        var text = Utf8.GetString(json.ToArray());
        var replaced = text.Replace('\u201C', '"').Replace('\u201D', '"');
        straight = Utf8.GetBytes(replaced);
        return !ReferenceEquals(replaced, text) && replaced != text;
    }

    /// <summary>Whether the first thing that is neither blank nor comment is that character.</summary>
    private static bool BeginsWith(ReadOnlyMemory<byte> body, byte character)
    {
        var reader = new Utf8JsonReader(WithoutByteOrderMark(body).Span, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        try
        {
            return reader.Read() && reader.ValueSpan.Length == 1 && reader.ValueSpan[0] == character;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
