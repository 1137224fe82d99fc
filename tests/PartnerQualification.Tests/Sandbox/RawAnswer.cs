using System.Net;
using System.Text;
using System.Text.Json;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>An answer as it came.</summary>
public sealed record RawAnswer(HttpStatusCode StatusCode, byte[] Bytes, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public int Status => (int)StatusCode;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Text);

    public string? Code => Json.GetProperty("code").GetString();

    public string[] Data => [.. Json.GetProperty("data").EnumerateArray().Select(item => item.GetString()!)];
}
