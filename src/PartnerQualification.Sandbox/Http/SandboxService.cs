using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Qualifications;
using PartnerQualification.Sandbox.Tokens;

namespace PartnerQualification.Sandbox.Http;

/// <summary>The sandbox's reception: who may come in, which desk is meant, and what goes back.</summary>
internal sealed class SandboxService(Doorkeeper doorkeeper, CustomerDirectory directory, QualificationBook book, SandboxDials dials)
{
    private readonly CustomerList customers = new(directory);
    private readonly QualificationDesk qualifications = new(directory, book, dials);

    public SandboxAnswer Answer(ISandboxMessage message)
    {
        var ids = MessageIds.Of(message);
        var verdict = doorkeeper.Check(message);
        var outcome = verdict.Refusal ?? RefuseHeaders(message, ids) ?? Route(message, ids, verdict.IsApp);
        return new SandboxAnswer(outcome, ids, verdict.IsMfaCompliant);
    }

    /// <summary>Forgets the tokens that came in.</summary>
    public void ForgetTokens() => doorkeeper.Forget();

    public void Reset()
    {
        qualifications.Forget();
        book.Reset();
    }

    private static Outcome? RefuseHeaders(ISandboxMessage message, MessageIds ids)
    {
        if (ids.Unreadable is { } header) return Refusals.Property(header, $"The header {header} must be a GUID.");
        return message.Header(HeaderNames.ContractVersion) is not (null or "v1")
            ? Refusals.Property(HeaderNames.ContractVersion, $"The header {HeaderNames.ContractVersion} must be v1.")
            : null;
    }

    private Outcome Route(ISandboxMessage message, MessageIds ids, bool isApp)
    {
        var route = SandboxRoute.Of(message.Path);
        var isRead = message.Method == "GET";
        return route.Operation switch
        {
            SandboxOperation.Customers when isRead => customers.Page(message),
            SandboxOperation.ValidationCodes when isRead => book.ReadCodes(),
            SandboxOperation.Qualifications when isRead => qualifications.Read(route.CustomerId),
            SandboxOperation.Qualifications when message.Method == "POST" => isApp ? Refusals.AppOnly : qualifications.Set(message, route.CustomerId, ids.RequestId),
            SandboxOperation.Qualifications => Refusals.WrongMethod("GET, POST"),
            SandboxOperation.None => Refusals.NoSuchRoute,
            _ => Refusals.WrongMethod("GET"),
        };
    }
}
