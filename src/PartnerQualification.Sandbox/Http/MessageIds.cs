namespace PartnerQualification.Sandbox.Http;

/// <summary>The two ids of a request: as sent and echoed, or new ones where none were sent.</summary>
internal sealed class MessageIds
{
    private MessageIds(string requestText, Guid? requestId, string correlationText, string? unreadable)
    {
        RequestText = requestText;
        RequestId = requestId;
        CorrelationText = correlationText;
        Unreadable = unreadable;
    }

    public string RequestText { get; }

    public string CorrelationText { get; }

    /// <summary>The id by which a repetition is known; nothing where the caller sent none.</summary>
    public Guid? RequestId { get; }

    /// <summary>The header that holds something else than a GUID.</summary>
    public string? Unreadable { get; }

    public static MessageIds Of(ISandboxMessage message)
    {
        var request = message.Header(HeaderNames.RequestId);
        var correlation = message.Header(HeaderNames.CorrelationId);
        var requestIsGuid = Guid.TryParse(request, out var requestId);
        var correlationIsGuid = Guid.TryParse(correlation, out _);
        return new MessageIds(
            requestIsGuid ? request! : NewId(),
            requestIsGuid ? requestId : null,
            correlationIsGuid ? correlation! : NewId(),
            request is not null && !requestIsGuid ? HeaderNames.RequestId : correlation is not null && !correlationIsGuid ? HeaderNames.CorrelationId : null);
    }

    private static string NewId() => Guid.NewGuid().ToString("D");
}
