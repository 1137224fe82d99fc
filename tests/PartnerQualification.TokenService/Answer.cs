using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace PartnerQualification.TokenService;

/// <summary>Composes answers in the service's own shapes.</summary>
internal static class Answer
{
    public static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(ServiceError error, HttpRequestMessage request)
    {
        var correlation = error.CorrelationId?.ToString() ?? CorrelationOf(request);
        var number = error.Number == 0 ? string.Empty : $"AADSTS{error.Number}: ";
        var body = new JsonObject
        {
            ["error"] = error.Error,
            ["error_description"] = $"{number}{error.Description} Trace ID: 11111111-0000-4000-8000-000000000000 Correlation ID: {correlation} Timestamp: 2026-01-01 00:00:00Z",
            ["error_codes"] = error.Number == 0 ? new JsonArray() : new JsonArray(error.Number),
            ["timestamp"] = DateTime.UtcNow.ToString("u", CultureInfo.InvariantCulture),
            ["trace_id"] = "11111111-0000-4000-8000-000000000000",
            ["correlation_id"] = correlation,
        };
        if (error.Claims is not null) body["claims"] = error.Claims;
        return Json(error.Status, body);
    }

    private static string CorrelationOf(HttpRequestMessage request) =>
        request.Headers.TryGetValues("client-request-id", out var ids) ? ids.First() : Guid.Empty.ToString();
}
