using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Takes what is asked about one customer's qualifications.</summary>
internal sealed class QualificationDesk(CustomerDirectory directory, QualificationBook book, SandboxDials dials)
{
    private const int LongestBody = 64 * 1024;

    private readonly AnswerMemory memory = new();

    public Outcome Read(string customerId) => directory.Find(customerId, out var number) ?? book.Read(number);

    /// <summary>Sets a qualification; a request id that was here before gets the answer it got then.</summary>
    public Outcome Set(ISandboxMessage message, string customerId, Guid? requestId) =>
        requestId is { } id
            ? memory.AnswerOnce(id, Fingerprint.Of(message), () => Decide(message, customerId))
            : Decide(message, customerId);

    public void Forget() => memory.Clear();

    private Outcome Decide(ISandboxMessage message, string customerId)
    {
        if (directory.Find(customerId, out var number) is { } noCustomer) return noCustomer;
        if (message.Body.Length > LongestBody) return Refusals.TooLong;
        if (!IsJson(message.ContentType)) return Refusals.NotJson;

        var reader = new QualificationOrderReader(dials.StrictContract);
        if (reader.Read(message.Body, Query.Value(message.Query, "code"), out var order) is { } refusal) return refusal;
        return CustomerDirectory.CannotBeTagged(number) ? Refusals.TaggingDenied : book.Set(number, order!);
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null && string.Equals(contentType.Split(';')[0].Trim(), "application/json", StringComparison.OrdinalIgnoreCase);
}
