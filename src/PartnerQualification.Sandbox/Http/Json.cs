using System.Text.Encodings.Web;
using System.Text.Json;

namespace PartnerQualification.Sandbox.Http;

/// <summary>Writes JSON without reflection.</summary>
internal static class Json
{
    private const int UsualSize = 512;

    // Bodies travel as application/json, never inside a page: quotes in an eTag stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream(UsualSize);
        using (var writer = new Utf8JsonWriter(stream, Options)) write(writer);
        return stream.ToArray();
    }
}
