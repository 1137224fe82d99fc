using System.Text.Encodings.Web;
using System.Text.Json;

namespace PartnerQualification.Sandbox.Http;

/// <summary>Writes JSON without reflection.</summary>
internal static class Json
{
    private const int UsualSize = 512;

    // Bodies are sent as application/json and never put into a web page, so nothing but JSON's own characters is escaped: an eTag stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream(UsualSize);
        using (var writer = new Utf8JsonWriter(stream, Options)) write(writer);
        return stream.ToArray();
    }

    /// <summary>Writes a text; nothing where there is none.</summary>
    public static void WriteGiven(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) writer.WriteString(name, value);
    }
}
