using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerQualification.Client;

/// <summary>How wire types are read and written: any letter case, comments, trailing commas, text for numbers and the reverse.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TextConverter), typeof(CountConverter)])]
[JsonSerializable(typeof(QualificationWire))]
[JsonSerializable(typeof(List<QualificationWire>))]
[JsonSerializable(typeof(List<ValidationCodeWire>))]
[JsonSerializable(typeof(CustomerWire))]
[JsonSerializable(typeof(AccountWire))]
[JsonSerializable(typeof(PageWire<CustomerWire>))]
[JsonSerializable(typeof(PageWire<ActivityRecordWire>))]
[JsonSerializable(typeof(FilterWire))]
[JsonSerializable(typeof(SetQualificationWire))]
internal sealed partial class WireContext : JsonSerializerContext
{
}

/// <summary>Reads text whatever it is written as: a number and a truth value as they are spelt, an object or a list as its JSON.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                using (var document = JsonDocument.ParseValue(ref reader)) return document.RootElement.GetRawText();
            default:
                return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Reads a count written as a number or as text; whatever else stands there is no count.</summary>
internal sealed class CountConverter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) ? Whole(number) : null;
            case JsonTokenType.String:
                return decimal.TryParse(reader.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var spelt) ? Whole(spelt) : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } count) writer.WriteNumberValue(count);
        else writer.WriteNullValue();
    }

    private static int? Whole(decimal number) => number is >= int.MinValue and <= int.MaxValue && decimal.Truncate(number) == number ? (int)number : null;
}
