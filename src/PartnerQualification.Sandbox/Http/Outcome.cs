namespace PartnerQualification.Sandbox.Http;

/// <summary>What the service decided about a request: everything of an answer that stays the same when the request is repeated.</summary>
internal sealed class Outcome(int status, byte[] body, string? headerName = null, string? headerValue = null)
{
    public int Status { get; } = status;

    public byte[] Body { get; } = body;

    /// <summary>The one header that some answers bring besides those that all of them have.</summary>
    public string? HeaderName { get; } = headerName;

    public string? HeaderValue { get; } = headerValue;
}
