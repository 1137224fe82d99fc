using System.Text;
using System.Text.Json;

namespace PartnerQualification.Client;

/// <summary>Reads the body of a refusal in every shape that has been seen: a fault, a bare text, a gateway's error, a page, nothing.</summary>
internal static class FaultReader
{
    private const int LongestWords = 600;

    private const int LongestDatum = 120;

    private const int MostData = 20;

    private static readonly string[] OwnCodeNames = ["code", "errorCode"];

    private static readonly string[] CodeNames = ["code", "errorCode", "error"];

    private static readonly string[] WordNames = ["description", "message", "error_description", "errorMessage", "detail", "title"];

    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static ServiceFault Read(ReadOnlyMemory<byte> body)
    {
        if (WireReader.IsBlank(body)) return ServiceFault.None;
        var text = WireReader.WithoutByteOrderMark(body);
        var isOwn = false;
        try
        {
            using var document = JsonDocument.Parse(text, Tolerant);
            isOwn = IsServicesOwn(document.RootElement);
            return Read(document.RootElement) with { IsServicesOwn = isOwn };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new ServiceFault(null, Words(Encoding.UTF8.GetString(text.ToArray())), []) { IsServicesOwn = isOwn, IsForeign = true };
        }
    }

    private static bool IsServicesOwn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Text(element, OwnCodeNames) is not null,
        JsonValueKind.Array when element.GetArrayLength() > 0 => IsServicesOwn(element[0]),
        JsonValueKind.String => !string.IsNullOrWhiteSpace(element.GetString()),
        _ => false,
    };

    private static ServiceFault Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element),
        JsonValueKind.Array when element.GetArrayLength() > 0 => Read(element[0]),
        JsonValueKind.String => new ServiceFault(null, Words(element.GetString()), []),
        _ => ServiceFault.None,
    };

    private static ServiceFault ReadObject(JsonElement fault)
    {
        if (Find(fault, "error") is { ValueKind: JsonValueKind.Object } inner) return ReadObject(inner);

        var code = Text(fault, CodeNames);
        var words = Text(fault, WordNames);
        var data = Data(fault);
        return code is null && words is null && data.Count == 0
            ? new ServiceFault(null, Words(fault.GetRawText()), [])
            : new ServiceFault(code is null ? null : PlainText.OneLine(code, LongestDatum), Words(words), data);
    }

    private static List<string> Data(JsonElement fault)
    {
        var data = new List<string>();
        foreach (var name in (string[])["data", "target"])
        {
            if (Find(fault, name) is not { } value) continue;
            if (value.ValueKind == JsonValueKind.Array) data.AddRange(value.EnumerateArray().Take(MostData).Select(Datum).OfType<string>());
            else if (Datum(value) is { } single) data.Add(single);
        }

        return data;
    }

    /// <summary>One datum: a text as it is, an object as its values, which name the property mostly.</summary>
    private static string? Datum(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object => string.Join(": ", value.EnumerateObject().Select(member => Scalar(member.Value)).Where(part => !string.IsNullOrWhiteSpace(part))),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => value.GetRawText(),
        };
        return string.IsNullOrWhiteSpace(text) ? null : TextSanitizer.Clean(text!, LongestDatum);
    }

    private static string? Text(JsonElement fault, string[] names)
    {
        foreach (var name in names)
        {
            if (Find(fault, name) is { } value && Scalar(value) is { } text && !string.IsNullOrWhiteSpace(text)) return text;
        }

        return null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static JsonElement? Find(JsonElement fault, string name)
    {
        foreach (var member in fault.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        }

        return null;
    }

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextSanitizer.Clean(text!, LongestWords) is { Length: > 0 } plain ? plain : null;
}

/// <summary>What the service says went wrong, whatever shape it came in.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Words">Its words, as they came.</param>
/// <param name="Data">What it says besides: names of properties, mostly.</param>
internal sealed record ServiceFault(string? Code, string? Words, IReadOnlyList<string> Data)
{
    public static ServiceFault None { get; } = new(null, null, []);

    /// <summary>
    /// Whether it is recognisably the service's own: a fault with a code, or a bare JSON text. A page, plain text, nothing at all
    /// and the JSON of gateways come from something in front of the service, which does not know what the service did before.
    /// </summary>
    public bool IsServicesOwn { get; init; }

    /// <summary>Whether it is certainly not the service's: the service writes neither pages nor plain text.</summary>
    public bool IsForeign { get; init; }
}
