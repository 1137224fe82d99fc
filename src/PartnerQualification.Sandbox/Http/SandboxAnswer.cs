namespace PartnerQualification.Sandbox.Http;

/// <summary>An answer, ready to be carried back.</summary>
internal sealed class SandboxAnswer(Outcome outcome, MessageIds ids, bool? isMfaCompliant)
{
    public const string ContentType = "application/json; charset=utf-8";

    public int Status => outcome.Status;

    public byte[] Body => outcome.Body;

    /// <summary>The headers besides those of the content.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new(HeaderNames.RequestId, ids.RequestText);
        yield return new(HeaderNames.CorrelationId, ids.CorrelationText);
        if (isMfaCompliant is { } compliant) yield return new(HeaderNames.IsMfaCompliant, compliant ? "true" : "false");
        if (outcome.HeaderName is { } name) yield return new(name, outcome.HeaderValue ?? string.Empty);
    }
}
