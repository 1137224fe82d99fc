using System.Net;
using System.Text;
using System.Text.Json;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>Speaks bare HTTP to a sandbox or an emulator, and reads what comes back.</summary>
public sealed class RawCaller(HttpMessageHandler handler, Uri address, string? token) : IDisposable
{
    public const string First = "c0000000-0000-4000-8000-000000000001";

    public const string Education = """{ "qualification": "Education", "educationSegment": "K12", "website": "contoso.edu" }""";

    public const string StateOwned = """{ "qualification": "StateOwnedEntity" }""";

    private readonly HttpClient client = new(handler, disposeHandler: false) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public static string Customer(int number) => $"c0000000-0000-4000-8000-{number:x12}";

    public static string Path(string customerId) => $"/v1/customers/{customerId}/qualifications";

    public static string Gcc(string code) => $$"""{ "qualification": "GovernmentCommunityCloud", "validationCode": "{{code}}" }""";

    public Task<RawAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<RawAnswer> SetAsync(string body, string customerId = First, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, Path(customerId), Json(body), headers);

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public async Task<RawAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new RawAnswer(
            response.StatusCode,
            body,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => client.Dispose();
}

/// <summary>An answer as it was received.</summary>
public sealed record RawAnswer(HttpStatusCode StatusCode, byte[] Bytes, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public int Status => (int)StatusCode;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Text);

    public string? Code => Json.GetProperty("code").GetString();

    public string[] Data => [.. Json.GetProperty("data").EnumerateArray().Select(item => item.GetString()!)];
}
