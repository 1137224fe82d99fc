namespace PartnerQualification.Sandbox.Http;

/// <summary>The two ids of a request: those that were sent, or new ones in their place.</summary>
internal sealed class RequestIds
{
    private RequestIds(string requestText, Guid? requestId, string correlationText, string? invalidHeader)
    {
        RequestText = requestText;
        RequestId = requestId;
        CorrelationText = correlationText;
        InvalidHeader = invalidHeader;
    }

    public string RequestText { get; }

    public string CorrelationText { get; }

    /// <summary>The id by which a repeated request is recognised; nothing where the caller sent none.</summary>
    public Guid? RequestId { get; }

    /// <summary>The header that does not hold a GUID.</summary>
    public string? InvalidHeader { get; }

    public static RequestIds Of(ISandboxRequest message)
    {
        var request = message.Header(HeaderNames.RequestId);
        var correlation = message.Header(HeaderNames.CorrelationId);
        var requestIsGuid = Guid.TryParse(request, out var requestId);
        var correlationIsGuid = Guid.TryParse(correlation, out _);
        return new RequestIds(
            requestIsGuid ? request! : NewId(),
            requestIsGuid ? requestId : null,
            correlationIsGuid ? correlation! : NewId(),
            request is not null && !requestIsGuid ? HeaderNames.RequestId : correlation is not null && !correlationIsGuid ? HeaderNames.CorrelationId : null);
    }

    private static string NewId() => Guid.NewGuid().ToString("D");
}
