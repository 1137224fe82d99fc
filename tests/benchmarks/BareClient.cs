using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PartnerQualification.Benchmarks;

/// <summary>What somebody writes who needs it today: an HttpClient, System.Text.Json, and nothing around them.</summary>
internal sealed class BareClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly HttpClient http;

    private BareClient(HttpClient http) => this.http = http;

    public static async Task<BareClient> ConnectAsync(Uri endpoint)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 128 }) { BaseAddress = endpoint };
        var token = await client.GetStringAsync(new Uri("emulator/token?kind=user", UriKind.Relative));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return new BareClient(client);
    }

    public async Task<int> ReadAsync(string customerId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/customers/{customerId}/qualifications");
        request.Headers.Add("MS-RequestId", Guid.NewGuid().ToString());
        request.Headers.Add("MS-CorrelationId", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var qualifications = await JsonSerializer.DeserializeAsync<Held[]>(await answer.Content.ReadAsStreamAsync(), Json);
        return qualifications?.Length ?? 0;
    }

    /// <summary>Sets, waiting out every Retry-After.</summary>
    /// <returns>How many times it was throttled.</returns>
    public async Task<int> SetAsync(string customerId)
    {
        var requestId = Guid.NewGuid().ToString();
        for (var throttled = 0; ; throttled++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/customers/{customerId}/qualifications");
            request.Headers.Add("MS-RequestId", requestId);
            request.Headers.Add("MS-CorrelationId", Guid.NewGuid().ToString());
            request.Content = new StringContent("""{ "qualification": "StateOwnedEntity" }""", Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                answer.EnsureSuccessStatusCode();
                await JsonSerializer.DeserializeAsync<Held>(await answer.Content.ReadAsStreamAsync(), Json);
                return throttled;
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }

    public void Dispose() => http.Dispose();

    private sealed record Held(string? Qualification, string? VettingStatus, string? VettingReason, string? VettingCreatedDate);
}
