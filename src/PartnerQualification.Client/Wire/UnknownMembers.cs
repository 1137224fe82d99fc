using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PartnerQualification.Client;

/// <summary>Keeps the members that this version does not know as the text of one JSON object.</summary>
internal static class UnknownMembers
{
    // The text is shown and stored, never put into a page: letters stay letters.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? ToJson(Dictionary<string, JsonElement>? members)
    {
        if (members is not { Count: > 0 }) return null;

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartObject();
            foreach (var member in members)
            {
                writer.WritePropertyName(member.Key);
                member.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
