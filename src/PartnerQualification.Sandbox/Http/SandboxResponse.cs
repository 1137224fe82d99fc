using System.Text.Json;

namespace PartnerQualification.Sandbox.Http;

/// <summary>A response, ready to be sent: the result of an operation with the headers that every response has.</summary>
internal sealed class SandboxResponse(OperationResult result, RequestIds ids, bool? isMfaCompliant)
{
    public const string ContentType = "application/json; charset=utf-8";

    public int Status => result.Status;

    public byte[] Body => result.Body;

    /// <summary>The headers besides those of the content.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new(HeaderNames.RequestId, ids.RequestText);
        yield return new(HeaderNames.CorrelationId, ids.CorrelationText);
        if (isMfaCompliant is { } compliant) yield return new(HeaderNames.IsMfaCompliant, compliant ? "true" : "false");
        if (result.HeaderName is { } name) yield return new(name, result.HeaderValue ?? string.Empty);
    }
}

/// <summary>What an operation answers. It stays the same when the request is repeated.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON; empty where there is none.</param>
/// <param name="HeaderName">The one header that some results have besides those of every response.</param>
/// <param name="HeaderValue">Its value.</param>
internal sealed record OperationResult(int Status, byte[] Body, string? HeaderName = null, string? HeaderValue = null)
{
    public static OperationResult FromJson(int status, Action<Utf8JsonWriter> write) => new(status, Json.Write(write));
}
